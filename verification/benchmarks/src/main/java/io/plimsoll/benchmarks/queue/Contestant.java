package io.plimsoll.benchmarks.queue;

/** One way of working a backlog off. */
interface Contestant {

  /** The name in the results. */
  String name();

  /** How many items a round has for it; a slow one gets fewer, which does not change its rate. */
  int items(int asked);

  /** Puts the backlog there; not measured. */
  void fill(int items) throws Exception;

  /** Works the whole backlog off, to the last durable row. */
  void drain(int items) throws Exception;

  /** Says how the rows must look afterwards, and cleans up; not measured. */
  void check(int items) throws Exception;
}
