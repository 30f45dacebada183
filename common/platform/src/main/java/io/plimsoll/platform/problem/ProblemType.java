package io.plimsoll.platform.problem;

import io.plimsoll.contracts.Problem;

/**
 * The catalogue of problems. Type, title and status never change per occurrence; each has its
 * paragraph in {@code docs/problems.md}.
 */
public enum ProblemType {
  MALFORMED("malformed", "The request cannot be read", 400),
  UNAUTHENTICATED("unauthenticated", "The request does not say who asks", 401),
  FORBIDDEN("forbidden", "The asker may not do this", 403),
  NOT_FOUND("not-found", "No such resource", 404),
  METHOD_NOT_ALLOWED("method-not-allowed", "The resource does not know this method", 405),
  NOT_ACCEPTABLE("not-acceptable", "The resource has no such representation", 406),
  STATE_CONFLICT("state-conflict", "The resource is not in a state that allows this", 409),
  OTHER_KERNEL("other-kernel", "The record was made by another kernel version", 409),
  TOO_LARGE("too-large", "The body is over the limit of its route", 413),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body is in a form that is not read", 415),
  REJECTED("rejected", "The request cannot be carried out as asked", 422),
  TOO_MANY("too-many", "Too much is waiting already", 429),
  DEFECT("defect", "The service failed to carry out the request", 500),
  UNAVAILABLE("unavailable", "A needed service did not answer in time", 503);

  private final String slug;
  private final String title;
  private final int status;

  ProblemType(String slug, String title, int status) {
    this.slug = slug;
    this.title = title;
    this.status = status;
  }

  /** The last part of the type's URI. */
  public String slug() {
    return slug;
  }

  /** The type in words. */
  public String title() {
    return title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The URI that clients branch on. */
  public String uri() {
    return Problem.TYPE_PREFIX + slug;
  }
}
