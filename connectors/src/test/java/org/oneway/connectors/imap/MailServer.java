// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.ACL;
import org.eclipse.angus.mail.imap.AppendUID;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.oneway.connectors.testkit.RealServer;

/** The account of one user at a real server, as another mail program acts on it. */
public final class MailServer implements AutoCloseable {
  /** When messages arrived. */
  public static final Date ARRIVED = Date.from(Instant.parse("2026-01-01T08:00:05Z"));

  /** Folders that everybody has there. */
  static final Set<String> SPECIAL = Set.of("Drafts", "Sent", "Trash");

  private final Properties told;
  private final String user;
  private final IMAPStore store;

  private MailServer(Properties told, String user) {
    this.told = told;
    this.user = user;
    URI url = URI.create(told.getProperty("imap"));
    Properties properties = new Properties();
    properties.put("mail.store.protocol", "imap");
    try {
      Store made = Session.getInstance(properties).getStore("imap");
      made.connect(url.getHost(), url.getPort(), login(), user);
      this.store = (IMAPStore) made;
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** The account of a user, emptied; the test is skipped where the server does not run. */
  public static MailServer of(String server, String user) {
    RealServer.running(server);
    Path root = RealServer.checkout(Path.of("").toAbsolutePath()).orElseThrow();
    Properties told = new Properties();
    try (InputStream in =
        Files.newInputStream(root.resolve("target/servers/" + server + ".properties"))) {
      told.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    MailServer mail = new MailServer(told, user);
    mail.empty();
    return mail;
  }

  public String user() {
    return user;
  }

  /** The name with which the user signs in. */
  String login() {
    return user + told.getProperty("domain", "");
  }

  public String told(String key) {
    return Optional.ofNullable(told.getProperty(key)).orElseThrow();
  }

  /** Something another program does. */
  interface Deed<R> {
    R in(IMAPFolder folder) throws MessagingException;
  }

  <R> R act(String name, Deed<R> deed) {
    try {
      IMAPFolder folder = (IMAPFolder) store.getFolder(named(name));
      folder.open(Folder.READ_WRITE);
      try {
        return deed.in(folder);
      } finally {
        folder.close(true);
      }
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** A folder's name with a slash between the parts, as the server has it. */
  private String named(String name) throws MessagingException {
    return name.replace('/', store.getDefaultFolder().getSeparator());
  }

  private void empty() {
    try {
      // Folders in others first: Cyrus keeps one that has any.
      Folder[] all = store.getDefaultFolder().list("*");
      Arrays.sort(all, Comparator.comparing((Folder f) -> -f.getFullName().length()));
      for (Folder folder : all) {
        String name = folder.getFullName();
        if (SPECIAL.contains(name) || name.equals("INBOX")) {
          act(name, MailServer::expunge);
        } else if ((folder.getType() & Folder.HOLDS_MESSAGES) != 0) {
          deleteFolder(name);
        }
      }
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static int expunge(IMAPFolder folder) throws MessagingException {
    for (Message message : folder.getMessages()) {
      message.setFlag(jakarta.mail.Flags.Flag.DELETED, true);
    }
    return 0;
  }

  /** The names of all folders that hold messages. */
  public List<String> folders() {
    try {
      List<String> names = new ArrayList<>();
      for (Folder folder : store.getDefaultFolder().list("*")) {
        if ((folder.getType() & Folder.HOLDS_MESSAGES) != 0) {
          names.add(folder.getFullName());
        }
      }
      return names;
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  public MailServer folder(String name) {
    try {
      store.getFolder(named(name)).create(Folder.HOLDS_MESSAGES);
      return this;
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  void deleteFolder(String name) {
    boolean isGone = false;
    while (!isGone) {
      isGone =
          act(
              "INBOX",
              inbox -> {
                String there = named(name);
                return (Boolean) inbox.doCommand(wire -> delete(wire, there));
              });
    }
  }

  void renameFolder(String name, String other) {
    try {
      if (!store.getFolder(named(name)).renameTo(store.getFolder(named(other)))) {
        throw new AssertionError("not renamed: " + name);
      }
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** Cyrus keeps what is deleted under name and second, so that a second must have passed. */
  private static boolean delete(IMAPProtocol wire, String name) throws ProtocolException {
    try {
      wire.delete(name);
      return true;
    } catch (CommandFailedException e) {
      if (String.valueOf(e.getMessage()).contains("already exists")) {
        return false;
      }
      throw e;
    }
  }

  /** Puts bytes into a folder as they are; the UID that they get. */
  public long put(String folder, String latin1, Date received, String... keywords) {
    jakarta.mail.Flags flags = new jakarta.mail.Flags();
    for (String keyword : keywords) {
      switch (keyword) {
        case "S" -> flags.add(jakarta.mail.Flags.Flag.SEEN);
        case "F" -> flags.add(jakarta.mail.Flags.Flag.FLAGGED);
        case "R" -> flags.add(jakarta.mail.Flags.Flag.ANSWERED);
        default -> flags.add(keyword);
      }
    }
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    AppendUID uid =
        act(
            folder,
            there ->
                (AppendUID)
                    there.doCommand(
                        protocol ->
                            protocol.appenduid(
                                there.getFullName(), flags, received, new Raw(bytes))));
    return uid.uid;
  }

  private static final class Raw implements org.eclipse.angus.mail.iap.Literal {
    private final byte[] bytes;

    Raw(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int size() {
      return bytes.length;
    }

    @Override
    public void writeTo(java.io.OutputStream out) throws IOException {
      new ByteArrayInputStream(bytes).transferTo(out);
    }
  }

  /** A message of somebody else that is marked as deleted, and not removed; its UID. */
  long putAndLeave(String folder, String latin1) {
    long uid = put(folder, latin1, ARRIVED);
    try {
      IMAPFolder there = (IMAPFolder) store.getFolder(folder);
      there.open(Folder.READ_WRITE);
      there.getMessageByUID(uid).setFlag(jakarta.mail.Flags.Flag.DELETED, true);
      there.close(false);
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
    return uid;
  }

  /** Flags, time of arrival and bytes (as Latin-1) of each message of a folder. */
  public List<String> messages(String folder) {
    return look(
        folder,
        there ->
            there.getMessageCount() == 0
                ? List.of()
                : told((Response[]) there.doCommand(MailServer::fetchAll)));
  }

  private static Response[] fetchAll(IMAPProtocol wire) {
    return wire.command("FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])", null);
  }

  private static List<String> told(Response[] answers) {
    return Fetched.of(List.of(answers)).values().stream().map(MailServer::told).sorted().toList();
  }

  private static String told(Fetched message) {
    return String.join(" ", new TreeSet<>(message.keywords().orElseThrow()))
        + "|"
        + message.received().orElseThrow()
        + "|"
        + new String(message.bytes().orElseThrow(), StandardCharsets.ISO_8859_1);
  }

  /** What is seen in a folder without changing anything. */
  private <R> R look(String name, Deed<R> deed) {
    try {
      IMAPFolder folder = (IMAPFolder) store.getFolder(named(name));
      folder.open(Folder.READ_ONLY);
      try {
        return deed.in(folder);
      } finally {
        folder.close(false);
      }
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** How many messages are in a folder. */
  public int count(String folder) {
    try {
      return store.getFolder(named(folder)).getMessageCount();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** The names of folders that are subscribed to, with a slash between the parts. */
  List<String> subscribed() {
    try {
      char separator = store.getDefaultFolder().getSeparator();
      return Stream.of(store.getDefaultFolder().listSubscribed("*"))
          .map(folder -> folder.getFullName().replace(separator, '/'))
          .toList();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  void flag(String folder, long uid, jakarta.mail.Flags.Flag flag, boolean isSet) {
    act(
        folder,
        there -> {
          there.getMessageByUID(uid).setFlag(flag, isSet);
          return 0;
        });
  }

  void move(String from, long uid, String to) {
    act(
        from,
        there -> {
          Message message = there.getMessageByUID(uid);
          there.copyMessages(new Message[] {message}, there.getStore().getFolder(named(to)));
          message.setFlag(jakarta.mail.Flags.Flag.DELETED, true);
          return 0;
        });
  }

  /** Leaves the user these rights in a folder (RFC 4314), and that to change them. */
  void allow(String folder, String letters) {
    act(
        "INBOX",
        inbox -> {
          String there = named(folder);
          return inbox.doCommand(
              wire -> {
                ACL acl = new ACL(login(), new org.eclipse.angus.mail.imap.Rights(letters));
                wire.setACL(there, '\0', acl);
                return 0;
              });
        });
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }
}
