package io.plimsoll.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The owners of API keys and of tokens of the configured public key. */
@ApplicationScoped
final class KnownSigners implements Signers {
  private final ApiKeys keys;
  private final BearerTokens tokens;

  KnownSigners(ApiKeys keys, BearerTokens tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  @Override
  public Optional<Signer> named(String name) {
    return keys.find(name).map(key -> new Signer(new Actor(key.name(), key.role()), key.sha256()));
  }

  @Override
  public Optional<Actor> ofToken(String token) {
    return tokens.find(token);
  }
}
