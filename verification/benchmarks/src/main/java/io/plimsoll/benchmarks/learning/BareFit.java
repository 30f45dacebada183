package io.plimsoll.benchmarks.learning;

import java.io.IOException;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A process that calls the library on a matrix out of a file, and nothing else. */
public final class BareFit {
  private BareFit() {}

  /** Arguments: the matrix's file, the seed, the threads of the library. */
  public static void main(String[] arguments) throws IOException, XGBoostError {
    int size =
        Fits.bare(
            Fits.read(Path.of(arguments[0])),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]));
    System.out.println(size);
  }
}
