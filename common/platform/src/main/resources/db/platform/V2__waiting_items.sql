-- SPDX-License-Identifier: Apache-2.0
-- Items that wait for something to arrive: they stand among the delayed ones and name what they wait
-- for. waited_ms counts the time that was granted to them while somebody worked on the queue.
alter table work_ready
  add column awaits text,
  add column waited_ms bigint not null default 0;
alter table work_running add column waited_ms bigint not null default 0;
create index work_ready_awaits on work_ready (awaits) where awaits is not null;
