-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE half (id BIGINT PRIMARY KEY);
DROP TABLE pairing;
ALTER TABLE nowhere ADD COLUMN later VARCHAR;
