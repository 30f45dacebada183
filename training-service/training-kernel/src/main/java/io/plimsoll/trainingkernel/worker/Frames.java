package io.plimsoll.trainingkernel.worker;

import io.plimsoll.kernel.identity.CanonicalJson;
import io.plimsoll.learning.json.JsonObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON objects on a pipe, each behind its length in four bytes, most significant first. */
final class Frames {
  private static final int LONGEST = 16 << 20;

  private Frames() {}

  /** Writes one object and flushes. */
  static void write(OutputStream out, Map<String, ? extends @Nullable Object> tree)
      throws IOException {
    byte[] json = CanonicalJson.bytes(tree);
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(json.length);
    data.write(json);
    data.flush();
  }

  /**
   * Reads one object; nothing at the orderly end of the stream.
   *
   * @throws MalformedFrameException if the bytes are no frame
   */
  static Optional<JsonObject> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    DataInputStream data = new DataInputStream(in);
    try {
      int length =
          first << 24
              | data.readUnsignedByte() << 16
              | data.readUnsignedByte() << 8
              | data.readUnsignedByte();
      if (length < 2 || length > LONGEST) {
        throw new MalformedFrameException(
            "a frame of %d bytes (expected: 2 to %d)".formatted(length, LONGEST));
      }
      byte[] json = new byte[length];
      data.readFully(json);
      return Optional.of(JsonObject.parse(json));
    } catch (EOFException e) {
      throw new MalformedFrameException("a frame cut short", e);
    } catch (IllegalArgumentException e) {
      throw new MalformedFrameException("a frame that is no JSON object", e);
    }
  }

  /** Says why bytes on the pipe are no frame. */
  static final class MalformedFrameException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
      super(message);
    }

    MalformedFrameException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
