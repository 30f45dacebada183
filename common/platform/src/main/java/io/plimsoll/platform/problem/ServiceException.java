package io.plimsoll.platform.problem;

import io.plimsoll.contracts.FieldFault;
import io.plimsoll.contracts.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that is refused for a reason its sender can understand. It becomes an RFC 9457 problem
 * over HTTP and a {@code <Command>Rejected} event over Kafka.
 *
 * <p>Its message is the problem's detail: what was found, what was expected, and never anything of
 * the house's inside.
 */
public abstract sealed class ServiceException extends RuntimeException {
  private final transient List<FieldFault> faults;
  private final transient Map<String, Object> extensions;
  private final Duration patience;

  private ServiceException(
      String detail, List<FieldFault> faults, Map<String, Object> extensions, Duration patience) {
    super(detail);
    this.faults = List.copyOf(faults);
    this.extensions = Map.copyOf(extensions);
    this.patience = patience;
  }

  private ServiceException(String detail) {
    this(detail, List.of(), Map.of(), Duration.ZERO);
  }

  private ServiceException(String field, String detail) {
    this(detail, List.of(new FieldFault(field, detail)), Map.of(), Duration.ZERO);
  }

  private ServiceException(List<FieldFault> faults) {
    this(summary(faults), faults, Map.of(), Duration.ZERO);
  }

  /** The problem's place in the catalogue. */
  public final ProblemType type() {
    return switch (this) {
      case Malformed _ -> ProblemType.MALFORMED;
      case Forbidden _ -> ProblemType.FORBIDDEN;
      case NotFound _ -> ProblemType.NOT_FOUND;
      case StateConflict _ -> ProblemType.STATE_CONFLICT;
      case OtherKernel _ -> ProblemType.OTHER_KERNEL;
      case TooLarge _ -> ProblemType.TOO_LARGE;
      case Rejected _ -> ProblemType.REJECTED;
      case TooMany _ -> ProblemType.TOO_MANY;
      case Unavailable _ -> ProblemType.UNAVAILABLE;
    };
  }

  /** The problem to answer with. */
  public final Problem problem() {
    return Problems.of(type(), detail(), faults, extensions);
  }

  /** What was found and what was expected. */
  public final String detail() {
    return String.valueOf(getMessage());
  }

  /** Each fault with the field it is in; empty if the request as a whole is refused. */
  public final List<FieldFault> faults() {
    return faults;
  }

  /** When to ask again, if waiting helps. */
  public final Optional<Duration> retryAfter() {
    return patience.isZero() ? Optional.empty() : Optional.of(patience);
  }

  private static String summary(List<FieldFault> faults) {
    return switch (faults.size()) {
      case 0 -> throw new IllegalArgumentException("faults: none (expected: at least one)");
      case 1 -> faults.getFirst().detail();
      default -> faults.size() + " faults, see errors";
    };
  }

  /** 400: the request cannot be read: its JSON, a member's type, an id, a query parameter. */
  public static final class Malformed extends ServiceException {
    public Malformed(String detail) {
      super(detail);
    }

    public Malformed(String field, String detail) {
      super(field, detail);
    }

    public Malformed(List<FieldFault> faults) {
      super(faults);
    }
  }

  /** 403: the asker is known and may not do this. */
  public static final class Forbidden extends ServiceException {
    public Forbidden(String detail) {
      super(detail);
    }
  }

  /** 404: what the request names does not exist. */
  public static final class NotFound extends ServiceException {
    public NotFound(String detail) {
      super(detail);
    }

    /** No {@code what} is known by this id. */
    public NotFound(String what, Object id) {
      super("No %s %s".formatted(what, id));
    }
  }

  /** 409: the resource is not in a state that allows this. */
  public static final class StateConflict extends ServiceException {
    public StateConflict(String detail) {
      super(detail);
    }

    /** With further members of the problem, in snake_case: the record that is in the way. */
    public StateConflict(String detail, Map<String, Object> extensions) {
      super(detail, List.of(), extensions, Duration.ZERO);
    }
  }

  /** 409 {@code other-kernel}: the record was made by a kernel that this service is not. */
  public static final class OtherKernel extends ServiceException {
    public OtherKernel(String detail, Map<String, Object> extensions) {
      super(detail, List.of(), extensions, Duration.ZERO);
    }
  }

  /** 413: the body is over the limit of its route. */
  public static final class TooLarge extends ServiceException {
    public TooLarge(String detail) {
      super(detail);
    }
  }

  /** 422: well-formed, but not acceptable: a range, an unknown symbol, too many items. */
  public static final class Rejected extends ServiceException {
    public Rejected(String detail) {
      super(detail);
    }

    public Rejected(String field, String detail) {
      super(field, detail);
    }

    public Rejected(List<FieldFault> faults) {
      super(faults);
    }
  }

  /** 429: the queue is over its limit. */
  public static final class TooMany extends ServiceException {
    public TooMany(String detail, Duration retryAfter) {
      super(detail, List.of(), Map.of(), retryAfter);
    }
  }

  /** 503: a needed service did not answer in time; the same request may pass later. */
  public static final class Unavailable extends ServiceException {
    public Unavailable(String detail) {
      this(detail, Duration.ofSeconds(5));
    }

    public Unavailable(String detail, Duration retryAfter) {
      super(detail, List.of(), Map.of(), retryAfter);
    }
  }
}
