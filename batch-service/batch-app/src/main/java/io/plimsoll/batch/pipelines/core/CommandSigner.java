package io.plimsoll.batch.pipelines.core;

import io.plimsoll.batch.CommandSigning;
import io.plimsoll.batch.pipelines.PipelinesConfig;
import io.plimsoll.contracts.CommandSignature;
import io.plimsoll.contracts.Header;
import io.plimsoll.platform.outbox.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Signs the commands that pipelines send, where a key is configured; without one they go out bare,
 * which their receivers accept only where the topics are trusted.
 */
@ApplicationScoped
public class CommandSigner implements CommandSigning {
  private final String actor;
  private final Optional<String> keyHash;

  CommandSigner(PipelinesConfig config) {
    this.actor = config.actor();
    this.keyHash = config.keyFile().map(CommandSigner::hashOf);
  }

  @Override
  public OutgoingEvent sign(OutgoingEvent command) {
    return keyHash.map(hash -> signed(command, hash)).orElse(command);
  }

  private OutgoingEvent signed(OutgoingEvent command, String hash) {
    byte[] body = command.body().orElseThrow().getBytes();
    String signature =
        CommandSignature.sign(hash, command.id().toString(), command.type().text(), body);
    return command.withHeader(Header.ACTOR, actor).withHeader(Header.SIGNATURE, signature);
  }

  private static String hashOf(Path file) {
    try {
      return CommandSignature.keyHash(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
