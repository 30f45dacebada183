package io.plimsoll.learning.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A zip whose members are stored, not compressed, in a fixed order with a fixed time: reproducible
 * bytes, and nothing that could unfold to more than it is.
 */
final class StoredZip {
  static final int MOST_BYTES = 256 << 20;
  private static final int MOST_MEMBERS = 128;

  /** The first day a zip can hold would be written with a zone's offset, so it is not that one. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private StoredZip() {}

  static byte[] write(SequencedMap<String, byte[]> members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        CRC32 sum = new CRC32();
        sum.update(member.getValue());
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(member.getValue().length);
        entry.setCompressedSize(member.getValue().length);
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(member.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException("zip: not written to memory", e);
    }
    if (bytes.size() > MOST_BYTES) {
      throw new IllegalStateException(
          "bundle: %d bytes (expected: at most %d)".formatted(bytes.size(), MOST_BYTES));
    }
    return bytes.toByteArray();
  }

  static SequencedMap<String, byte[]> read(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new InvalidBundleException(
          "bundle: %d bytes (expected: at most %d)".formatted(bytes.length, MOST_BYTES));
    }
    SequencedMap<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        requireStored(entry, bytes.length);
        byte[] member = zip.readNBytes((int) entry.getSize());
        if (member.length != entry.getSize() || zip.read() >= 0) {
          throw new InvalidBundleException(
              "member %s: not of its stated size".formatted(entry.getName()));
        }
        if (members.put(entry.getName(), member) != null || members.size() > MOST_MEMBERS) {
          throw new InvalidBundleException(
              "members: %s twice, or more than %d".formatted(entry.getName(), MOST_MEMBERS));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidBundleException("bundle: not a zip (%s)".formatted(e.getMessage()), e);
    }
    if (members.isEmpty()) {
      throw new InvalidBundleException("bundle: not a zip (no members)");
    }
    return members;
  }

  private static void requireStored(ZipEntry entry, int most) {
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() < 0 || entry.getSize() > most) {
      throw new InvalidBundleException(
          "member %s: %s, %d bytes (expected: stored, at most %d)"
              .formatted(
                  entry.getName(),
                  entry.getMethod() == ZipEntry.STORED ? "stored" : "compressed",
                  entry.getSize(),
                  most));
    }
  }
}
