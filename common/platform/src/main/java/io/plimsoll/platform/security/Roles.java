package io.plimsoll.platform.security;

/** The roles as constants, for {@code @RolesAllowed}. */
public final class Roles {
  public static final String VIEWER = "viewer";
  public static final String OPERATOR = "operator";
  public static final String ADMIN = "admin";

  private Roles() {}
}
