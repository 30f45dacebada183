package io.plimsoll.platform.security;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** The actor of the request's identity, which the role check of its route has established. */
@ApplicationScoped
final class IdentityActor implements CurrentActor {
  private final CurrentIdentityAssociation association;

  IdentityActor(CurrentIdentityAssociation association) {
    this.association = association;
  }

  @Override
  public Actor get() {
    SecurityIdentity identity = association.getIdentity();
    if (identity == null || identity.isAnonymous()) {
      return Actor.NOBODY;
    }
    return new Actor(
        identity.getPrincipal().getName(),
        BearerTokens.highest(identity.getRoles()).orElse(Role.VIEWER));
  }
}
