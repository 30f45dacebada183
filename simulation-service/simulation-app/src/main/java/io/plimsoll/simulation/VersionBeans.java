package io.plimsoll.simulation;

import io.plimsoll.kernel.identity.KernelVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads the versions that the build wrote. */
@ApplicationScoped
class VersionBeans {

  @Produces
  @Singleton
  Versions versions() {
    return new Versions(
        KernelVersion.load("simulation").text(),
        KernelVersion.load("learning").text(),
        System.getProperty("os.arch", "unknown"));
  }
}
