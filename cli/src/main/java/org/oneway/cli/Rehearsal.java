// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.oneway.cli.command.Oneway;
import org.oneway.cli.terminal.Surroundings;
import org.oneway.cli.work.Parts;

/**
 * Does what is done most often, in a directory of its own, so that a build can note which classes
 * that needs and keep them ready.
 */
public final class Rehearsal {
  private static final String CONFIGURATION =
      """
      version = 1
      state = "state"
      [store.book]
      type = "vcard"
      path = "book.vcf"
      [store.folder]
      type = "vcard"
      path = "folder"
      [sync.contacts]
      from = "book"
      to = "folder"
      """;

  private static final String AT_A_SERVER =
      """
      version = 1
      state = "state-of-server"
      [store.book]
      type = "vcard"
      path = "folder"
      [store.server]
      type = "carddav"
      url = "%s"
      auth = { username = "ada", password.env = "PASSWORD" }
      [sync.contacts]
      from = "book"
      to = "server"
      """;

  private Rehearsal() {}

  /** Rehearses in the empty directory that is named first, with the address book named second. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    Path book = directory.resolve("book.vcf");
    Files.copy(Path.of(arguments[1]), book);
    Files.writeString(directory.resolve("oneway.toml"), CONFIGURATION);
    run(directory, "sync");
    run(directory, "status");
    Files.writeString(
        book,
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:1\r\nFN:Ada\r\nEND:VCARD\r\n",
        StandardOpenOption.APPEND);
    run(directory, "plan");
    run(directory, "sync");
    run(directory, "sync");
    run(directory, "status", "--json");
    try (RehearsalServer server = new RehearsalServer()) {
      Files.writeString(directory.resolve("oneway.toml"), AT_A_SERVER.formatted(server.url()));
      run(directory, "plan");
      run(directory, "sync");
      edit(directory.resolve("folder"));
      run(directory, "sync");
      run(directory, "sync");
    }
    run(directory, "--help");
    Main.main(new String[] {"--version"});
  }

  /** Edits contacts, as a user would: so many that they are read in one request. */
  private static void edit(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path card : files.limit(20).toList()) {
        String text = Files.readString(card);
        Files.writeString(card, text.replace("END:VCARD", "TITLE:Rehearsed\r\nEND:VCARD"));
      }
    }
  }

  private static void run(Path directory, String... words) {
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)) {
      Surroundings surroundings =
          new Surroundings(
              nowhere,
              nowhere,
              InputStream.nullInputStream(),
              Map.of("PASSWORD", "secret"),
              directory,
              directory,
              InstantSource.system(),
              ZoneId.systemDefault(),
              false,
              Optional::empty,
              () -> Surroundings.USUAL_COLUMNS,
              new Signals(nowhere));
      List<String> line =
          Stream.concat(Arrays.stream(words), Stream.of("--config", "oneway.toml")).toList();
      Oneway.run(line, surroundings, Parts.REAL, Version.current());
    }
  }
}
