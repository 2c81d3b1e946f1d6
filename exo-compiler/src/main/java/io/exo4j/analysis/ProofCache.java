package io.exo4j.analysis;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers obligations that were proved, by their canonical text. Only proofs are remembered: what
 * was refuted or unknown is asked again, because its counterexample belongs to the place that asks.
 * Implementations are safe for use by several threads.
 */
public interface ProofCache {
  /** True if that obligation was proved before. */
  boolean isProved(String key);

  /** Remembers a proof. */
  void proved(String key);

  /** Remembers nothing. */
  static ProofCache none() {
    return new ProofCache() {
      @Override
      public boolean isProved(String key) {
        return false;
      }

      @Override
      public void proved(String key) {
        // forgets
      }
    };
  }

  /** Remembers in memory, for as long as the object lives. */
  static ProofCache inMemory() {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    return new ProofCache() {
      @Override
      public boolean isProved(String key) {
        return keys.contains(key);
      }

      @Override
      public void proved(String key) {
        keys.add(key);
      }
    };
  }
}
