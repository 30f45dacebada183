package io.plimsoll.batch.sites.core;

import io.plimsoll.platform.queue.PermanentFault;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Unpacks a body as far as a page may be long, however much more there would be. */
final class Unpacked {
  private final byte[] bytes;
  private final boolean isCut;

  private Unpacked(byte[] bytes, boolean isCut) {
    this.bytes = bytes;
    this.isCut = isCut;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isCut() {
    return isCut;
  }

  static Unpacked of(Fetched fetched, int mostBytes) {
    byte[] sent = fetched.body().getBytes();
    String encoding =
        fetched.header("content-encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
    if (encoding.equals("identity") || encoding.isEmpty() || sent.length == 0) {
      return new Unpacked(sent, fetched.isCut());
    }
    try (InputStream in = stream(encoding, sent)) {
      return read(in, fetched.isCut(), mostBytes);
    } catch (IOException e) {
      throw new PermanentFault("content-encoding: the body is not %s".formatted(encoding), e);
    }
  }

  private static InputStream stream(String encoding, byte[] sent) throws IOException {
    return switch (encoding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(new ByteArrayInputStream(sent), 8_192);
      case "deflate" -> new InflaterInputStream(new ByteArrayInputStream(sent));
      default -> throw new ZipException("unknown");
    };
  }

  /** The end of a body that was cut itself is no fault. */
  private static Unpacked read(InputStream in, boolean isCut, int mostBytes) throws IOException {
    byte[] out = new byte[Math.min(mostBytes, 65_536)];
    int length = 0;
    try {
      int n = in.read(out, length, out.length - length);
      while (n >= 0) {
        length += n;
        if (length == mostBytes) {
          return new Unpacked(out, true);
        }
        if (length == out.length) {
          out = Arrays.copyOf(out, Math.min(mostBytes, 2 * out.length));
        }
        n = in.read(out, length, out.length - length);
      }
    } catch (EOFException e) {
      if (!isCut) {
        throw e;
      }
    }
    return new Unpacked(Arrays.copyOf(out, length), isCut);
  }
}
