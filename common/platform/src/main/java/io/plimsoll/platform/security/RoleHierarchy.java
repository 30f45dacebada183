package io.plimsoll.platform.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a token's owner the roles that its highest role includes. */
@ApplicationScoped
final class RoleHierarchy implements SecurityIdentityAugmentor {

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return Uni.createFrom()
        .item(
            BearerTokens.highest(identity.getRoles())
                .<SecurityIdentity>map(role ->
                    QuarkusSecurityIdentity.builder(identity).addRoles(role.texts()).build())
                .orElse(identity));
  }
}
