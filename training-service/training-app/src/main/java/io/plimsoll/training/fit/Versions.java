package io.plimsoll.training.fit;

import io.plimsoll.kernel.identity.KernelVersion;
import io.plimsoll.training.ServiceVersions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads which code this service is, from the files that the build made. */
final class Versions {

  @Produces
  @Singleton
  ServiceVersions versions() {
    return new ServiceVersions(
        KernelVersion.load("training").text(),
        KernelVersion.load("learning").text(),
        System.getProperty("os.arch"));
  }
}
