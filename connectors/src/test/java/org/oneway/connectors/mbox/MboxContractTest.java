// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
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
import org.oneway.engine.testkit.SourceStoreContract;
import org.oneway.engine.testkit.TargetStoreContract;

/** Files of messages keep the contracts of sources and targets, and survive being halted. */
final class MboxContractTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  private static final Pattern KEYWORDS = Pattern.compile("(?m)^X-Keywords:([^\r\n]*)\r?\n");
  private static final String LINE = "From kit@example.org Fri Jan  2 03:04:05 2026\n";

  @TempDir private Path parent;
  private final Envelopes envelopes = new Envelopes();

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(root());
    Files.writeString(root().resolve("INBOX.mbox"), "");
    Files.writeString(parent.resolve("secret.txt"), "not ours");
  }

  private Path root() {
    return parent.resolve("mail");
  }

  private StoreSettings settings() {
    Instant now = Instant.now().plusSeconds(600);
    return new StoreSettings("mail", parent, Map.of("path", "mail"), () -> now);
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return new Enveloped(new MboxConnector().openSource(settings()), envelopes);
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return new Enveloped.Target(new MboxConnector().openTarget(settings()), envelopes);
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

  private MailFile inbox() {
    return new MailFile(root().resolve("INBOX.mbox"));
  }

  private static String mark(String uid) {
    return "<" + Mails.messageId(uid) + ">";
  }

  /** The file that has a message. */
  private MailFile file(String uid) {
    try (Stream<Path> files = Files.list(root())) {
      return files
          .filter(file -> String.valueOf(file).endsWith(".mbox"))
          .map(MailFile::new)
          .filter(file -> file.has(mark(uid)))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void given(String uid, String name) {
    envelopes.real(uid);
    String fields = "X-Keywords: " + String.join(" ", envelopes.flags(name)) + "\n";
    String bytes = new String(Mails.bytes(uid), StandardCharsets.ISO_8859_1);
    inbox().write(inbox().text() + LINE + fields + bytes + "\n");
  }

  @Override
  public void givenRenamed(String uid, String name) {
    file(uid)
        .edit(
            mark(uid),
            part -> {
              Matcher found = KEYWORDS.matcher(part);
              Set<String> flags = new TreeSet<>(envelopes.flags(name));
              if (found.find()) {
                Stream.of(found.group(1).trim().split(" "))
                    .filter(flag -> !flag.matches("n\\d+|"))
                    .forEach(flags::add);
              }
              String fields = "X-Keywords: " + String.join(" ", flags) + "\n";
              String rest = KEYWORDS.matcher(part).replaceFirst("");
              return rest.replaceFirst("\n", "\n" + fields);
            });
  }

  @Override
  public void givenRemoved(String uid) {
    file(uid).edit(mark(uid), part -> "");
  }

  /** Only what stands before the first message is none. */
  @Override
  public void givenBroken(String uid) {
    MailFile file = file(uid);
    String part = file.parts().stream().filter(p -> p.contains(mark(uid))).findFirst().orElse("");
    file.edit(mark(uid), p -> "");
    file.write(part.substring(part.indexOf('\n') + 1) + file.text());
  }

  @Override
  public void givenFolder(String name) {
    new MailFile(root().resolve(name + ".mbox")).write("");
  }

  @Override
  public Object snapshot() {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root())) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        all.put(
            root().relativize(file).toString(),
            Files.getLastModifiedTime(file) + " " + new MailFile(file).text());
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Object snapshotOf(String uid) {
    MailFile file = file(uid);
    return file.path() + " " + file.parts().stream().filter(p -> p.contains(mark(uid))).toList();
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
}
