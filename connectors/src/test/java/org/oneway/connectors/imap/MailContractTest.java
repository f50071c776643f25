// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** A mailbox at a server keeps the contracts of sources and targets, and survives being halted. */
abstract class MailContractTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  private final Envelopes envelopes = new Envelopes();
  private MailServer server;

  abstract MailServer server();

  @BeforeEach
  void begin() {
    server = server();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private StoreSettings settings() {
    return new StoreSettings(
        "mail",
        Path.of("").toAbsolutePath(),
        Map.of("url", server.told("imap"), "auth.username", server.user()),
        Map.of("auth.password", Delivery.secret(server.user())),
        Instant::now);
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return new Enveloped(new ImapConnector().openSource(settings()), envelopes, MailServer.SPECIAL);
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return new Enveloped.Target(
        new ImapConnector().openTarget(settings()), envelopes, MailServer.SPECIAL);
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

  @Override
  public void given(String uid, String name) {
    envelopes.real(uid);
    server.put(
        "INBOX",
        new String(Mails.bytes(uid), StandardCharsets.ISO_8859_1).replaceAll("\r?\n", "\r\n"),
        Date.from(Envelopes.ARRIVED),
        envelopes.flags(name).toArray(new String[0]));
  }

  /** What is done with a message, wherever it is. */
  private interface Deed<R> {
    R with(IMAPFolder folder, Message message) throws Exception;
  }

  private <R> Optional<R> each(String uid, Deed<R> deed) {
    List<R> results = new ArrayList<>();
    for (String name : server.folders()) {
      server.act(
          name,
          folder -> {
            for (Message message : folder.getMessages()) {
              String id = ((MimeMessage) message).getMessageID();
              if (uid.isEmpty() || ("<" + Mails.messageId(uid) + ">").equals(id)) {
                try {
                  results.add(deed.with(folder, message));
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }
            }
            return 0;
          });
    }
    return results.stream().findFirst();
  }

  private void one(String uid, Deed<Boolean> deed) {
    assertThat(each(uid, deed)).as("what was done with " + uid).isPresent();
  }

  @Override
  public void givenRenamed(String uid, String name) {
    Set<String> wanted = envelopes.flags(name);
    one(
        uid,
        (folder, message) -> {
          Flags more = new Flags();
          Flags less = new Flags();
          for (String flag : message.getFlags().getUserFlags()) {
            if (flag.matches("n\\d+") && !wanted.contains(flag)) {
              less.add(flag);
            }
          }
          wanted.forEach(more::add);
          message.setFlags(less, false);
          message.setFlags(more, true);
          return true;
        });
  }

  @Override
  public void givenRemoved(String uid) {
    one(
        uid,
        (folder, message) -> {
          message.setFlag(Flags.Flag.DELETED, true);
          return true;
        });
  }

  /** No message at these servers is such that it cannot be read: a scripted one has that. */
  @Override
  public void givenBroken(String uid) {}

  /** Not to be tried here; no test, as the three below. */
  @Override
  public void whatCannotBeReadIsToldAsBrokenAndTheOthersAsTheyAre() {}

  @Override
  public void whatCanBeReadAgainIsTold() {}

  @Override
  public void whatCannotBeReadAnyMoreIsNeverRemoved() {}

  @Override
  public void fetchTellsWhatCannotBeRead() {}

  /** The server numbers what returns anew. */
  @Override
  public boolean whatReturnsIsWhereItWas() {
    return false;
  }

  @Override
  public void givenFolder(String name) {
    server.folder(name);
  }

  private static String seen(Message message) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ((IMAPMessage) message).setPeek(true);
    message.writeTo(bytes);
    Set<String> flags = new TreeSet<>(List.of(message.getFlags().getUserFlags()));
    for (Flags.Flag flag : message.getFlags().getSystemFlags()) {
      if (flag != Flags.Flag.RECENT) {
        flags.add(new Flags(flag).toString());
      }
    }
    return flags
        + " "
        + message.getReceivedDate()
        + " "
        + bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public Object snapshot() {
    Map<String, String> all = new TreeMap<>();
    server.folders().forEach(name -> all.put(name, ""));
    each(
        "",
        (folder, message) -> {
          all.put(folder.getFullName() + " " + folder.getUID(message), seen(message));
          return true;
        });
    return all;
  }

  @Override
  public Object snapshotOf(String uid) {
    return each(uid, (folder, message) -> seen(message)).orElseThrow();
  }

  /** Each halt is a run of its own at a real server. */
  @Override
  public int haltsApart() {
    return 7;
  }
}
