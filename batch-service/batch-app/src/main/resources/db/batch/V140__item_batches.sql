-- SPDX-License-Identifier: Apache-2.0
-- Item batches. An item IS a work item of the group that is named by the batch's id; status, counts
-- and results are read from there and stored nowhere else.

create table batch (
  id                  uuid primary key,
  processor           text not null,
  options             jsonb not null,
  total               integer not null check (total between 1 and 10000),
  duplicates          integer not null check (duplicates >= 0),
  idempotency_key     text,
  request_hash        text not null,
  created_by          text not null,
  correlation         text,
  created_at          timestamptz not null default now(),
  cancel_requested_at timestamptz,
  -- What the world was told last, by an event of the same transaction; not where the batch stands.
  told                text not null default 'pending'
                      check (told in ('pending', 'processing', 'completed',
                                      'completed_with_errors', 'failed', 'cancelled')),
  told_terminal       integer not null default 0,
  told_at             timestamptz not null default now(),
  unique (created_by, idempotency_key)
);
create index batch_newest on batch (created_at desc, id desc);
create index batch_unfinished on batch (id) where told in ('pending', 'processing');

-- The queue's own indexes leave delayed items of a group out.
create index work_ready_group_delayed on work_ready (group_id) where delayed and group_id is not null;

-- Items of batches, in the words of batches.
create view batch_item as
  select id as item_id, group_id::uuid as batch_id, substr(kind, 6) as processor,
         payload -> 'item' as item,
         case status when 'ready' then 'pending' when 'running' then 'processing'
                     when 'done' then 'completed' else status end as status,
         attempt as attempts, error, started_at, finished_at, result
    from work_item where kind like 'item.%';

-- The result of each item that has one; stored once, because a work item ends once.
create view batch_item_result as
  select id as item_id, group_id::uuid as batch_id, result, finished_at as stored_at
    from work_done where kind like 'item.%' and status = 'done';

-- Where each batch stands, of one snapshot, so that the counts add up at every instant.
create view batch_progress as
  select b.id as batch_id,
         coalesce((select g.paused from work_group g where g.id = b.id::text), false) as paused,
         w.pending, r.processing, d.completed, d.failed, d.cancelled, d.refused,
         case
           when w.pending + r.processing > 0 then
             case when r.processing > 0 or w.begun > 0 or d.begun > 0 then 'processing'
                  else 'pending' end
           when d.cancelled > 0 then 'cancelled'
           when d.failed = 0 then 'completed'
           when d.completed = 0 then 'failed'
           else 'completed_with_errors'
         end as status,
         least(r.started_at, d.started_at) as started_at,
         case when w.pending + r.processing = 0 then d.finished_at end as finished_at,
         d.recent
    from batch b
   cross join lateral (
         select count(*) as pending, count(*) filter (where attempt > 0) as begun
           from (select attempt from work_ready
                  where group_id = b.id::text and group_id is not null and not delayed
                 union all
                 select attempt from work_ready
                  where group_id = b.id::text and group_id is not null and delayed) waiting) w
   cross join lateral (
         select count(*) as processing, min(started_at) as started_at
           from work_running where group_id = b.id::text and group_id is not null) r
   cross join lateral (
         select count(*) filter (where status = 'done') as completed,
                count(*) filter (where status = 'failed') as failed,
                count(*) filter (where status = 'cancelled') as cancelled,
                count(*) filter (where status = 'failed' and attempt = 0) as refused,
                count(*) filter (where attempt > 0) as begun,
                min(started_at) filter (where attempt > 0) as started_at,
                max(finished_at) as finished_at,
                count(*) filter (where attempt > 0 and status <> 'cancelled'
                                 and finished_at > now() - interval '30 s') as recent
           from work_done where group_id = b.id::text and group_id is not null) d;

-- Commands that items of other services' work wait for.
create table batch_item_command (
  command_id uuid primary key,
  batch_id   uuid not null references batch (id) on delete cascade,
  item_id    bigint not null,
  ask        integer not null,
  command    text not null,
  state      text not null default 'sent' check (state in ('sent', 'accepted', 'completed', 'failed')),
  made       text,
  duplicate  boolean not null default false,
  body       jsonb,
  reason     text,
  created_at timestamptz not null default now(),
  unique (item_id, ask)
);
create index batch_item_command_made on batch_item_command (made) where state = 'accepted';
