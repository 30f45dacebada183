-- SPDX-License-Identifier: Apache-2.0
-- Prices also come as Parquet files and from a provider. Expand only: the old values stay.

alter table market_import drop constraint market_import_source_check;
alter table market_import add constraint market_import_source_check
  check (source in ('csv', 'parquet', 'provider', 'synthetic'));
