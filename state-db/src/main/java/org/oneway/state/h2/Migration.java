// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the newest version; only this class loads Flyway, which takes a second. */
final class Migration {
  private Migration() {}

  static void run(String url, String location) throws SQLException {
    try {
      Flyway.configure(Migration.class.getClassLoader())
          .dataSource(url, "sa", "")
          .locations(location)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SQLException("the tables cannot be brought to this version", e);
    }
  }
}
