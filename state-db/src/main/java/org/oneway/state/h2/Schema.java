// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which tables there are. A file of an earlier version is migrated as a copy that then takes its
 * place, so a migration that is cut off has not happened.
 *
 * @param folder of the class path where the migrations are
 * @param migrations their names, in order; their number is the version
 */
record Schema(String folder, List<String> migrations) {
  static final Schema CURRENT = new Schema("org/oneway/state/h2", List.of("V1__state.sql"));

  private static final String NAME = "state";
  private static final String COPY = "state.new";
  private static final String EXTENSION = ".mv.db";

  Schema {
    migrations = List.copyOf(migrations);
  }

  /** What this program works with. */
  int version() {
    return migrations.size();
  }

  /** The database file of a state. */
  static Path file(Path directory) {
    return directory.resolve(NAME + EXTENSION);
  }

  /** The URL of the database, without settings. */
  static String url(Path directory) {
    return url(directory, NAME);
  }

  private static String url(Path directory, String name) {
    return "jdbc:h2:file:" + directory.toAbsolutePath().resolve(name);
  }

  /** The URL of an empty database that lasts as long as its connection. */
  String emptyUrl() {
    return migrations.stream()
        .map(name -> "RUNSCRIPT FROM 'classpath:/" + folder + "/" + name + "'")
        .collect(Collectors.joining("\\;", "jdbc:h2:mem:;TRACE_LEVEL_FILE=0;INIT=", ""));
  }

  /** The version of the tables of a database. */
  static int versionOf(Statements statements) throws SQLException {
    return statements
        .first(
            "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\""
                + " ORDER BY \"installed_rank\" DESC FETCH FIRST 1 ROW ONLY",
            Statements.Parameters.NONE,
            row -> Integer.parseInt(row.getString(1)))
        .orElseThrow(() -> new SQLException("it does not say of which version it is"));
  }

  /** Removes what a migration left that was cut off. The caller holds the lock. */
  static void clear(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(COPY + EXTENSION));
  }

  /**
   * Makes a file of this version where there is none, or of the closed file that is there. The
   * caller holds the lock.
   *
   * @param settings of the database
   */
  void migrate(Path directory, String settings) throws IOException, SQLException {
    Path copy = PrivateFiles.create(directory.resolve(COPY + EXTENSION));
    if (Files.exists(file(directory))) {
      Files.copy(
          file(directory),
          copy,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Migration.run(url(directory, COPY) + settings, "classpath:" + folder);
    PrivateFiles.replace(copy, file(directory));
  }
}
