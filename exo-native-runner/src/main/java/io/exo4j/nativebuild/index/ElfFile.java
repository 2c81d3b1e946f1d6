package io.exo4j.nativebuild.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the dynamic part of an ELF shared library says: the machine, the libraries that it needs and
 * the symbols that it exports. Follows "System V Application Binary Interface", chapters 4 and 5.
 * Bad files give an {@link IOException}, never another exception.
 *
 * @param machine {@code e_machine}
 * @param soname {@code DT_SONAME}
 * @param needed {@code DT_NEEDED}, in the file's order
 * @param exported the defined symbols with default visibility
 */
public record ElfFile(
    int machine, Optional<String> soname, List<String> needed, SortedSet<String> exported) {
  private static final int SHT_DYNAMIC = 6;
  private static final int SHT_DYNSYM = 11;
  private static final int DT_NEEDED = 1;
  private static final int DT_SONAME = 14;

  /** Copies the collections. */
  public ElfFile {
    needed = List.copyOf(needed);
    exported = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(exported));
  }

  /** Whether the file begins as an ELF file does. */
  public static boolean isElf(byte[] bytes) {
    return bytes.length > 20
        && bytes[0] == 0x7f
        && bytes[1] == 'E'
        && bytes[2] == 'L'
        && bytes[3] == 'F';
  }

  /** The classifier's name of the machine, as far as it is one that libraries are built for. */
  public Optional<String> arch() {
    return switch (machine) {
      case 3 -> Optional.of("x86_32");
      case 21 -> Optional.of("ppcle_64");
      case 22 -> Optional.of("s390_64");
      case 40 -> Optional.of("arm_32");
      case 62 -> Optional.of("x86_64");
      case 183 -> Optional.of("aarch_64");
      case 243 -> Optional.of("riscv64");
      case 258 -> Optional.of("loongarch_64");
      default -> Optional.empty();
    };
  }

  /** Reads a library. */
  public static ElfFile read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  /** Reads the bytes of a library. */
  public static ElfFile parse(byte[] bytes) throws IOException {
    if (!isElf(bytes)) {
      throw new IOException("not an ELF file");
    }
    try {
      return new Parser(bytes).parse();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("damaged ELF file: " + e.getMessage(), e);
    }
  }

  private record Section(int type, int link, int offset, int size) {}

  private static final class Parser {
    private final ByteBuffer in;
    private final boolean wide;

    Parser(byte[] bytes) {
      in = ByteBuffer.wrap(bytes);
      in.order(bytes[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      wide = bytes[4] == 2;
    }

    ElfFile parse() throws IOException {
      List<Section> sections = sections();
      Optional<String> soname = Optional.empty();
      List<String> needed = new ArrayList<>();
      SortedSet<String> exported = new TreeSet<>();
      for (Section section : sections) {
        if (section.type == SHT_DYNAMIC) {
          int strings = sections.get(section.link).offset;
          int entry = wide ? 16 : 8;
          for (int at = section.offset; at < section.offset + section.size; at += entry) {
            long tag = word(at);
            if (tag == DT_NEEDED) {
              needed.add(string(strings, word(at + entry / 2)));
            } else if (tag == DT_SONAME) {
              soname = Optional.of(string(strings, word(at + entry / 2)));
            }
          }
        } else if (section.type == SHT_DYNSYM) {
          symbols(section, sections.get(section.link).offset, exported);
        }
      }
      return new ElfFile(in.getShort(18) & 0xffff, soname, needed, exported);
    }

    private List<Section> sections() throws IOException {
      int start = offset(word(wide ? 0x28 : 0x20));
      int size = in.getShort(wide ? 0x3a : 0x2e) & 0xffff;
      int count = in.getShort(wide ? 0x3c : 0x30) & 0xffff;
      if (start == 0 || count == 0 || size < (wide ? 64 : 40)) {
        throw new IOException("ELF file without section headers");
      }
      List<Section> sections = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int at = start + i * size;
        sections.add(
            new Section(
                in.getInt(at + 4),
                in.getInt(at + (wide ? 40 : 24)),
                offset(word(at + (wide ? 24 : 16))),
                // sections of no bytes in the file may claim any size
                in.getInt(at + 4) == SHT_DYNAMIC || in.getInt(at + 4) == SHT_DYNSYM
                    ? offset(word(at + (wide ? 32 : 20)))
                    : 0));
      }
      return sections;
    }

    private void symbols(Section section, int strings, SortedSet<String> exported) {
      int entry = wide ? 24 : 16;
      for (int at = section.offset; at < section.offset + section.size; at += entry) {
        int info = in.get(at + (wide ? 4 : 12));
        int other = in.get(at + (wide ? 5 : 13));
        int defined = in.getShort(at + (wide ? 6 : 14));
        int binding = info >> 4 & 0xf;
        if (defined != 0 && (binding == 1 || binding == 2) && (other & 3) == 0) {
          exported.add(string(strings, in.getInt(at)));
        }
      }
    }

    private long word(int at) {
      return wide ? in.getLong(at) : in.getInt(at) & 0xffffffffL;
    }

    private int offset(long value) {
      if (value < 0 || value > in.limit()) {
        throw new IndexOutOfBoundsException("offset " + value + " of " + in.limit());
      }
      return (int) value;
    }

    private String string(int table, long index) {
      int start = offset(table + index);
      int end = start;
      while (in.get(end) != 0) {
        end++;
      }
      return new String(in.array(), start, end - start, StandardCharsets.UTF_8);
    }
  }
}
