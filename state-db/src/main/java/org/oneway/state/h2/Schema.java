// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;

/**
 * Which tables there are. A file of an earlier version is migrated as a copy that then takes its
 * place, so a migration that is cut off has not happened.
 *
 * @param migrations resources of the class path, in order; their number is the version
 */
record Schema(List<String> migrations) {
  static final Schema CURRENT = new Schema(List.of("org/oneway/state/h2/V1__state.sql"));

  private static final String EXTENSION = ".mv.db";

  Schema {
    migrations = List.copyOf(migrations);
  }

  /** What this program works with. */
  int version() {
    return migrations.size();
  }

  /** Where Flyway looks for the migrations. */
  private List<String> folders() {
    return migrations.stream()
        .map(migration -> migration.substring(0, migration.lastIndexOf('/')))
        .distinct()
        .toList();
  }

  /** The database of a state, without the extension of its file. */
  static Path database(Path directory) {
    return directory.resolve("state");
  }

  /** The file of that database. */
  static Path file(Path directory) {
    return fileOf(database(directory));
  }

  private static Path copy(Path directory) {
    return directory.resolve("state.new");
  }

  private static Path fileOf(Path database) {
    return database.resolveSibling(database.getFileName() + EXTENSION);
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
    Files.deleteIfExists(fileOf(copy(directory)));
  }

  /**
   * Makes an empty file of this version, also in the place of another. The caller holds the lock.
   */
  void create(Path directory) throws IOException, SQLException {
    clear(directory);
    PrivateFiles.create(fileOf(copy(directory)));
    bring(directory);
  }

  /**
   * Makes a file of this version of the closed file that is there. The caller holds the lock.
   *
   * @throws SQLException if that cannot be done; then nothing has changed
   */
  void migrate(Path directory) throws IOException, SQLException {
    Path copy = copy(directory);
    PrivateFiles.create(fileOf(copy));
    Files.copy(
        file(directory),
        fileOf(copy),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    bring(directory);
  }

  private void bring(Path directory) throws IOException, SQLException {
    Migration.run(Urls.toWrite(copy(directory)), folders());
    PrivateFiles.replace(fileOf(copy(directory)), file(directory));
  }
}
