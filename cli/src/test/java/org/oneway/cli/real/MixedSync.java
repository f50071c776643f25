// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.oneway.cli.real.Command.Answer;

/**
 * Address books that were synced once and then changed on both sides in every way: people in a file
 * with others and in files of their own, created, edited, deleted and moved; notes and other people
 * that only the target has; a new address book; a broken card.
 */
final class MixedSync {
  private static final String CONFIG =
      """
      version = 1
      state = "state"
      [store.books]
      type = "vcard"
      path = "../source"
      [store.phone]
      type = "vcard"
      path = "target"
      [sync.contacts]
      from = "books"
      to = "phone"
      """;

  private final Path root;
  private final Path source;
  private final Path prepared;

  /** Both are made in {@code root}. */
  MixedSync(Path root) {
    this.root = root;
    this.source = root.resolve("source");
    this.prepared = root.resolve("prepared");
  }

  /** Syncs for the first time, then changes both sides. */
  void prepare() {
    Trees.write(source.resolve("friends/many.vcf"), Cards.people(0, 8));
    person("friends", 8);
    person("friends", 9);
    IntStream.range(10, 23).forEach(i -> person("office", i));
    Trees.write(prepared.resolve("oneway.toml"), CONFIG);
    Answer first = sync(prepared);
    assertThat(first.text()).contains("23 added");

    for (int i : List.of(0, 1, 10)) {
      Path card = cardOf(i);
      Trees.write(card, Trees.read(card).replace("END:", "NOTE:written by hand\r\nEND:"));
    }
    Trees.write(prepared.resolve("target/office/own.vcf"), Cards.person(99));

    Path many = source.resolve("friends/many.vcf");
    String left = Cards.people(0, 4) + Cards.people(5, 8) + Cards.people(23, 26) + Cards.person(11);
    Trees.write(many, edited(left, 0, 1, 2));
    edit("office", 10, text -> edited(text, 10));
    edit("office", 12, text -> edited(text, 12));
    delete("office", 11);
    delete("office", 13);
    delete("office", 14);
    move(8, "friends", "office");
    move(15, "office", "club");
    IntStream.range(26, 30).forEach(i -> person("club", i));
    Trees.write(source.resolve("club/broken.vcf"), Cards.broken());
  }

  /** A sync that is as the prepared one, and will not change it. */
  Path again(String name) {
    Path place = root.resolve(name);
    Trees.link(prepared.resolve("target"), place.resolve("target"));
    Trees.copy(prepared.resolve("state"), place.resolve("state"));
    Trees.write(place.resolve("oneway.toml"), CONFIG);
    return place;
  }

  static Answer sync(Path place, String... options) {
    return Command.in(place).with(options).run("sync", "--config", "oneway.toml");
  }

  /** In this JVM. */
  static Answer syncHere(Path place) {
    return Command.in(place).runHere("sync", "--config", "oneway.toml");
  }

  /** With other telephone numbers for some. */
  private static String edited(String cards, int... people) {
    String edited = cards;
    for (int i : people) {
      edited = edited.replace(Cards.phone(i), "+1 201 555 " + Cards.phone(i).substring(12));
    }
    return edited;
  }

  private void person(String book, int number) {
    Trees.write(file(book, number), Cards.person(number));
  }

  private void edit(String book, int number, UnaryOperator<String> change) {
    Path file = file(book, number);
    Trees.write(file, change.apply(Trees.read(file)));
  }

  private void delete(String book, int number) {
    try {
      Files.delete(file(book, number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void move(int number, String from, String to) {
    delete(from, number);
    person(to, number);
  }

  private Path file(String book, int number) {
    return source.resolve(book + "/" + number + ".vcf");
  }

  private Path cardOf(int number) {
    try (Stream<Path> files = Files.walk(prepared.resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("uid-" + number + "-"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
