-- SPDX-License-Identifier: Apache-2.0
-- What site scans found: the newest of each site. Older ones stay as results of their items.

create table site (
  domain     text primary key,
  batch_id   uuid not null,
  item_id    bigint not null,
  scanned_at timestamptz not null default now(),
  report     jsonb not null,
  search     tsvector generated always as (
               to_tsvector('simple',
                 replace(domain, '.', ' ')
                 || ' ' || coalesce(report ->> 'title', '')
                 || ' ' || coalesce(report ->> 'description', '')
                 || ' ' || coalesce(report ->> 'language', '')
                 || ' ' || coalesce(report ->> 'emails', '')
                 || ' ' || coalesce(report ->> 'phones', '')
                 || ' ' || coalesce(report ->> 'technologies', ''))) stored
);
create index site_search on site using gin (search);
