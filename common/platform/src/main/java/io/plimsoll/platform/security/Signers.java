package io.plimsoll.platform.security;

import java.util.Optional;

/** Whose signatures and tokens a message may carry. */
public interface Signers {

  /** The owner of a key by its name, with the secret that its signatures are made with. */
  Optional<Signer> named(String name);

  /** The owner of a bearer token. */
  Optional<Actor> ofToken(String token);

  /**
   * Somebody who can sign.
   *
   * @param actor who
   * @param keyHash the SHA-256 of the key, which is the secret of its signatures
   */
  record Signer(Actor actor, String keyHash) {}
}
