// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the newest version; only this class loads Flyway, which takes a second. */
final class Migration {
  /** Kept, because the level of a logger that nobody holds is forgotten. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private Migration() {}

  static void run(String url, List<String> folders) throws SQLException {
    FLYWAY.setLevel(Level.WARNING);
    try {
      Flyway.configure(Migration.class.getClassLoader())
          .dataSource(url, "sa", "")
          .locations(folders.stream().map(folder -> "classpath:" + folder).toArray(String[]::new))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SQLException("the tables cannot be brought to this version", e);
    }
  }
}
