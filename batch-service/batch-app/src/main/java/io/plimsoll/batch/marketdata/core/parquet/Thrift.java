package io.plimsoll.batch.marketdata.core.parquet;

import java.io.ByteArrayInputStream;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/** Reads the structures of a Parquet file, whose declared sizes are checked against its bytes. */
final class Thrift {
  private static final int DEEPEST = 32;

  static {
    // Unknown fields are skipped by recursion; without a bound a file could exhaust the stack.
    TProtocolUtil.setMaxSkipDepth(DEEPEST);
  }

  private Thrift() {}

  /** Reads into a structure; how many bytes it took. */
  static int read(TBase<?, ?> into, byte[] bytes) throws TException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    TConfiguration bounds = new TConfiguration(bytes.length, bytes.length, DEEPEST);
    into.read(new TCompactProtocol(new TIOStreamTransport(bounds, in)));
    return bytes.length - in.available();
  }
}
