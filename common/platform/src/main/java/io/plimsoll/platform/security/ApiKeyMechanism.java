package io.plimsoll.platform.security;

import io.plimsoll.platform.problem.ServiceException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;

/**
 * Says who asks: by the key in {@code X-API-Key}, else by a bearer token, which OpenID Connect
 * checks where it is configured and a public key where that is. Comes before the framework's own
 * mechanisms, which would otherwise compete for the same header.
 */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {
  /** The header that carries an API key. */
  static final String HEADER = "X-API-Key";

  private static final String AWAY = "The OpenID Connect server did not answer";

  private static final int BEFORE_ALL_OTHERS = 10_000;

  private final ApiKeys keys;
  private final BearerTokens tokens;
  private final JWTAuthMechanism jwt;
  private final OidcAuthenticationMechanism oidc;

  ApiKeyMechanism(
      ApiKeys keys, BearerTokens tokens, JWTAuthMechanism jwt, OidcAuthenticationMechanism oidc) {
    this.keys = keys;
    this.tokens = tokens;
    this.jwt = jwt;
    this.oidc = oidc;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager providers) {
    String key = request.request().getHeader(HEADER);
    if (key != null) {
      return byKey(key);
    }
    String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return Uni.createFrom().nullItem();
    }
    if (!authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return refused();
    }
    return switch (tokens.source()) {
      case OPENID_CONNECT ->
          oidc.authenticate(request, providers)
              .onFailure(OIDCException.class)
              .transform(_ -> new ServiceException.Unavailable(AWAY));
      case PUBLIC_KEY -> jwt.authenticate(request, providers);
      case NONE -> refused();
    };
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "ApiKey, Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
    return Uni.createFrom()
        .item(new HttpCredentialTransport(HttpCredentialTransport.Type.OTHER_HEADER, HEADER));
  }

  @Override
  public int getPriority() {
    return BEFORE_ALL_OTHERS;
  }

  private Uni<SecurityIdentity> byKey(String key) {
    return keys.owner(key).map(ApiKeyMechanism::identityOf).orElseGet(ApiKeyMechanism::refused);
  }

  private static Uni<SecurityIdentity> identityOf(ApiKey key) {
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(key.name()))
                .addRoles(key.role().texts())
                .build());
  }

  private static Uni<SecurityIdentity> refused() {
    return Uni.createFrom().failure(new AuthenticationFailedException());
  }
}
