package io.plimsoll.benchmarks.queue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration.JobRunrConfigurationResult;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/** JobRunr, which keeps each job with its states. */
final class JobRunrPeer implements Contestant {
  private static final int BULK = 1000;
  private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);

  /** It is slow enough that fewer items say the same. */
  private static final int SHARE = 10;

  private final PeerDatabase database;
  private final Set<Integer> handled = ConcurrentHashMap.newKeySet();

  JobRunrPeer(PeerDatabase database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "JobRunr 8.7.0, its own states, no event";
  }

  @Override
  public int items(int asked) {
    return asked / SHARE;
  }

  @Override
  public void fill(int items) {
    JobRunrConfigurationResult client =
        JobRunr.configure().useStorageProvider(storage()).initialize();
    for (int first = 0; first < items; first += BULK) {
      client
          .getJobRequestScheduler()
          .enqueue(IntStream.range(first, Math.min(items, first + BULK)).mapToObj(Noop::new));
    }
    JobRunr.destroy();
  }

  @Override
  public void drain(int items) throws Exception {
    handled.clear();
    JobRunr.configure()
        .useStorageProvider(storage())
        .useJobActivator(activator())
        .useBackgroundJobServer(
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andWorkerCount(PeerDatabase.THREADS)
                .andPollInterval(SHORTEST_POLL))
        .initialize();
    while (handled.size() < items || succeeded() < items) {
      Thread.sleep(10);
    }
    JobRunr.destroy();
  }

  @Override
  public void check(int items) throws Exception {
    database.expect(items, "SELECT count(*) FROM training.jobrunr_jobs WHERE state = 'SUCCEEDED'");
    database.expect(items, "SELECT count(*) FROM training.jobrunr_jobs");
    database.server().run("TRUNCATE training.jobrunr_jobs CASCADE");
  }

  private long succeeded() throws Exception {
    return database
        .server()
        .number("SELECT count(*) FROM training.jobrunr_jobs WHERE state = 'SUCCEEDED'");
  }

  private PostgresStorageProvider storage() {
    return new PostgresStorageProvider(database.pool(), "training.");
  }

  private JobActivator activator() {
    return new JobActivator() {
      @Override
      public <T> T activateJob(Class<T> type) {
        return type.cast(new NoopHandler(JobRunrPeer.this));
      }
    };
  }

  private void handled(int n) {
    handled.add(n);
  }

  /** What is to be done. */
  public static final class Noop implements JobRequest {
    private final int n;

    /** For the mapper. */
    Noop() {
      this(0);
    }

    Noop(int n) {
      this.n = n;
    }

    @Override
    public Class<NoopHandler> getJobRequestHandler() {
      return NoopHandler.class;
    }
  }

  /** Who does it. */
  public static final class NoopHandler implements JobRequestHandler<Noop> {
    private final JobRunrPeer peer;

    NoopHandler(JobRunrPeer peer) {
      this.peer = peer;
    }

    @Override
    public void run(Noop request) {
      peer.handled(request.n);
    }
  }
}
