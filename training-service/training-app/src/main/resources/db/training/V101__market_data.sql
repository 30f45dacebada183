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

-- What batch-service said a snapshot is made of, so that a request can wait for it.
create table bars_announced (
  snapshot char(64) primary key,
  symbols text[] not null,
  timeframe text not null,
  announced_at timestamptz not null
);
