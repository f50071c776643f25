// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.oneway.cli.real.Command.Answer;

/** A file of people, {@code source.vcf}, that is kept up in a directory, {@code book}. */
public record Book(Path directory) {
  /** {@code oneway.toml} of such a one. */
  public static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.file]
      type = "vcard"
      path = "source.vcf"
      [store.book]
      type = "vcard"
      path = "book"
      [sync.contacts]
      from = "file"
      to = "book"
      """;

  /** One that was never synced. */
  static Book in(Path directory) {
    Trees.write(directory.resolve("oneway.toml"), CONFIG);
    return new Book(directory);
  }

  /** One whose people were synced. */
  static Book synced(Path directory, int people) {
    Book book = in(directory);
    book.source(Cards.people(0, people));
    book.here("sync");
    return book;
  }

  void source(String cards) {
    Trees.write(directory.resolve("source.vcf"), cards);
  }

  Answer oneway(String command, String... more) {
    return Command.in(directory).run(words(command, more));
  }

  /** The same in this JVM: for what is not what a test is about. */
  Answer here(String command, String... more) {
    return Command.in(directory).runHere(words(command, more));
  }

  private static String[] words(String command, String... more) {
    return Stream.concat(Stream.of(command, "--config", "oneway.toml"), Stream.of(more))
        .toArray(String[]::new);
  }

  /** The target's files: name and content. */
  Map<String, String> target() {
    return Trees.texts(directory.resolve("book"));
  }

  /** The target's file that contains this. */
  Path cardWith(String text) {
    try (Stream<Path> files = Files.list(directory.resolve("book"))) {
      List<Path> found = files.filter(file -> Trees.read(file).contains(text)).toList();
      if (found.size() != 1) {
        throw new AssertionError("\"" + text + "\" is in " + found);
      }
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Someone adds a note to a card at the target. */
  void writeNote(String person, String note) {
    Path card = cardWith("FN:" + person);
    Trees.write(card, Trees.read(card).replace("END:VCARD", "NOTE:" + note + "\r\nEND:VCARD"));
  }
}
