-- SPDX-License-Identifier: Apache-2.0
-- The service's own copy of the bars: immutable chunks by content, the newest chunk of each period,
-- and the snapshots that records name.
create table bar_chunk (
  hash char(64) primary key,
  symbol text not null,
  exchange text not null,
  timeframe text not null,
  period text not null,
  bars int not null check (bars > 0),
  first_open timestamptz not null,
  last_open timestamptz not null,
  content bytea not null
);
alter table bar_chunk alter column content set storage external;

create table bar_head (
  symbol text not null,
  timeframe text not null,
  period text not null,
  hash char(64) not null references bar_chunk (hash),
  version bigint not null,
  known_from timestamptz not null,
  primary key (symbol, timeframe, period)
);

create table snapshot (
  hash char(64) primary key,
  chunk_hashes text[] not null,
  created_at timestamptz not null default now()
);

-- What training-service says of each model, newest state only.
create table model (
  id uuid primary key,
  sequence bigint not null,
  status text not null,
  symbol text not null,
  timeframe text not null,
  bundle_sha256 char(64),
  state jsonb not null,
  updated_at timestamptz not null default now()
);
create index model_completed on model (id) where status = 'completed';

-- Bundles, fetched once and kept by what they hold.
create table bundle (
  sha256 char(64) primary key,
  content bytea not null,
  fetched_at timestamptz not null default now()
);
alter table bundle alter column content set storage external;
