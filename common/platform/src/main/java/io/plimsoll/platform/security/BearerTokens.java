package io.plimsoll.platform.security;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Which bearer tokens this service accepts, and whose a token is. */
@ApplicationScoped
public class BearerTokens {
  private static final Logger LOG = Logger.getLogger(BearerTokens.class);

  private final boolean hasOidc;
  private final boolean hasPublicKey;
  private final Instance<JWTParser> parser;

  BearerTokens(
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean hasOidc,
      @ConfigProperty(name = "mp.jwt.verify.publickey") Optional<String> publicKey,
      @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> keyLocation,
      Instance<JWTParser> parser) {
    this.hasOidc = hasOidc;
    this.hasPublicKey = publicKey.isPresent() || keyLocation.isPresent();
    this.parser = parser;
  }

  /** Who vouches for bearer tokens. */
  enum Source {
    OPENID_CONNECT,
    PUBLIC_KEY,
    NONE
  }

  Source source() {
    return hasOidc ? Source.OPENID_CONNECT : hasPublicKey ? Source.PUBLIC_KEY : Source.NONE;
  }

  /**
   * Whose token this is, checked by the configured public key. A token of OpenID Connect is checked
   * with its server and so over HTTP only.
   */
  public Optional<Actor> find(String token) {
    if (!hasPublicKey) {
      return Optional.empty();
    }
    try {
      return actorOf(parser.get().parse(token));
    } catch (ParseException _) {
      LOG.info("a token of a message is refused");
      return Optional.empty();
    }
  }

  /** The highest of our roles among those of an identity. */
  static Optional<Role> highest(Set<String> roles) {
    return Arrays.stream(Role.values())
        .filter(role -> roles.contains(role.text()))
        .max(Comparator.naturalOrder());
  }

  private static Optional<Actor> actorOf(JsonWebToken token) {
    Set<String> groups = token.getGroups() == null ? Set.of() : token.getGroups();
    return highest(groups).map(role -> new Actor(token.getName(), role));
  }
}
