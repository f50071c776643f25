// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.testkit.Enveloped;
import org.oneway.connectors.testkit.Envelopes;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Item;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.Mails;
import org.oneway.engine.testkit.Reading;
import org.oneway.engine.testkit.SourceStoreContract;
import org.oneway.engine.testkit.TargetStoreContract;

/** A Maildir keeps the contracts of sources and targets, and survives being halted. */
final class MaildirContractTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  @TempDir private Path parent;
  private final Envelopes envelopes = new Envelopes();
  private final Map<String, Path> broken = new HashMap<>();
  private int number;

  @BeforeEach
  void begin() throws IOException {
    Box.made(root());
    StringBuilder lines = new StringBuilder();
    for (String keyword : Envelopes.keywords()) {
      lines.append(lines.toString().lines().count()).append(' ').append(keyword).append('\n');
    }
    Files.writeString(root().resolve("dovecot-keywords"), lines);
    Files.writeString(parent.resolve("secret.txt"), "not ours");
  }

  private Path root() {
    return parent.resolve("mail");
  }

  private StoreSettings settings() {
    Instant now = Instant.now().plusSeconds(60);
    return new StoreSettings("mail", parent, Map.of("path", "mail"), () -> now);
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return new Enveloped(new MaildirConnector().openSource(settings()), envelopes);
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return new Enveloped.Target(new MaildirConnector().openTarget(settings()), envelopes);
  }

  @Override
  public String folder() {
    return "INBOX";
  }

  @Override
  public Item item(String uid, String name) {
    return Mails.full(uid, name);
  }

  @Override
  public Item bareItem(String uid, String name) {
    return Mails.of(uid, name);
  }

  @Override
  public Optional<Content> content(Item item) {
    return Optional.of(() -> new ByteArrayInputStream(Mails.bytes(item)));
  }

  @Override
  public List<String> moreMembers() {
    return List.of("receivedAt");
  }

  @Override
  public Item recast(Item contact) {
    return Mails.recast(contact);
  }

  @Override
  public String digitsOf(Item item) {
    return Mails.digits(item);
  }

  private static String letters(Set<String> flags) {
    StringBuilder letters = new StringBuilder();
    for (String keyword : Envelopes.keywords()) {
      if (flags.contains(keyword)) {
        letters.append((char) ('a' + Envelopes.keywords().indexOf(keyword)));
      }
    }
    return letters.toString();
  }

  private String flagged(String unique, String name) {
    return unique + ":2," + letters(envelopes.flags(name));
  }

  @Override
  public void given(String uid, String name) {
    envelopes.real(uid);
    try {
      Path file = root().resolve("cur").resolve(flagged("given-" + ++number, name));
      Files.write(file, Mails.bytes(uid));
      Files.setLastModifiedTime(file, FileTime.from(Envelopes.ARRIVED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the message is, in any folder. */
  private Path file(String uid) {
    try (Stream<Path> files = Files.walk(root())) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (Files.readString(file).startsWith("Message-ID: <" + Mails.messageId(uid) + ">")) {
          return file;
        }
      }
      return Optional.ofNullable(broken.get(uid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void givenRenamed(String uid, String name) {
    try {
      Path file = file(uid);
      Path directory = file.resolveSibling("");
      Set<String> flags = new TreeSet<>(flagsOf(file));
      flags.removeIf(flag -> flag.matches("n\\d+"));
      flags.addAll(envelopes.flags(name));
      String before = String.valueOf(file.getFileName());
      String capitals = before.replaceAll(".*:2,", "").replaceAll("[a-z]", "");
      String unique = before.replaceAll(":2,.*", "");
      Files.move(file, directory.resolve(unique + ":2," + capitals + lettersIn(file, flags)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path keywordsFile(Path message) {
    return message.resolveSibling("").resolveSibling("dovecot-keywords");
  }

  private static Set<String> flagsOf(Path file) throws IOException {
    Set<String> flags = new TreeSet<>();
    String letters = String.valueOf(file.getFileName()).replaceAll(".*:2,", "");
    for (String line : Files.readAllLines(keywordsFile(file))) {
      String[] parts = line.split(" ", 2);
      if (letters.indexOf((char) ('a' + Integer.parseInt(parts[0]))) >= 0) {
        flags.add(parts[1]);
      }
    }
    return flags;
  }

  private static String lettersIn(Path file, Set<String> flags) throws IOException {
    StringBuilder letters = new StringBuilder();
    for (String line : Files.readAllLines(keywordsFile(file))) {
      String[] parts = line.split(" ", 2);
      if (flags.contains(parts[1])) {
        letters.append((char) ('a' + Integer.parseInt(parts[0])));
      }
    }
    return letters.toString();
  }

  @Override
  public void givenRemoved(String uid) {
    try {
      Path file = file(uid);
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void givenBroken(String uid) {
    Path file = file(uid);
    try {
      Files.delete(file);
      // Mail programs put links beside messages, never such a one.
      Files.createSymbolicLink(file, parent);
      broken.put(uid, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void givenFolder(String name) {
    Box.at(root()).folder("." + name);
  }

  @Override
  public Object snapshot() {
    return Box.at(root()).snapshot();
  }

  @Override
  public Object snapshotOf(String uid) {
    try {
      Path file = file(uid);
      return file + " " + Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Object surroundings() {
    try (Stream<Path> files = Files.walk(parent)) {
      return files
          .filter(file -> !file.startsWith(root()) && Files.isRegularFile(file))
          .map(String::valueOf)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names tell what is there: a message that is known is not looked at again. */
  @Override
  @Test
  public void whatCannotBeReadAnyMoreIsNeverRemoved() throws StoreException {
    givenThree();
    Reading before = readAll();
    givenBroken("b");
    Reading after = read(before.ending().checkpoint(), before.known());
    assertThat(after.removals()).isEmpty();
    assertThat(after.onto(before.onto(Map.of()))).isEqualTo(before.onto(Map.of()));
  }
}
