-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE pairing ADD COLUMN later VARCHAR;
CREATE TABLE later (id BIGINT PRIMARY KEY);
