package io.exo4j.maven;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, of one text or of a list of named parts. */
final class Hashes {
  private final MessageDigest digest = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the hash of the bytes, in hexadecimal digits. */
  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * Adds a named part. Lengths are hashed too, so that no two different lists of parts look alike.
   */
  Hashes add(String name, byte[] bytes) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    digest.update((key.length + ":" + bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(key);
    digest.update(bytes);
    return this;
  }

  /** Adds a named text. */
  Hashes add(String name, Object value) {
    return add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the hash of all parts, in hexadecimal digits; nothing may be added afterwards. */
  String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
