// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.ResyncData;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.util.MailLogger;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * One connection, made and signed in when it is first needed, and again after it broke. Safe for
 * several threads, which wait for each other.
 */
final class Connection implements AutoCloseable {
  private static final String COMPRESS = "COMPRESS=DEFLATE";

  private final ImapSettings settings;
  private final Failures failures;
  private final Traffic traffic;
  private final Set<String> unused;
  private Optional<Wire> wire = Optional.empty();
  private Optional<Selected> selected = Optional.empty();
  private final Map<FolderId, Rights> rights = new HashMap<>();

  /**
   * The folder that commands are about now, and in which numbering.
   *
   * @param written what was told of it, where it was opened for writing
   */
  private record Selected(FolderId folder, long validity, Optional<MailboxInfo> written) {}

  Connection(ImapSettings settings, Failures failures, Traffic traffic, Set<String> unused) {
    this.settings = settings;
    this.failures = failures;
    this.traffic = traffic;
    this.unused = Set.copyOf(unused);
  }

  /** What the library does in the protocol. */
  @FunctionalInterface
  interface Call<R> {
    R on(Wire wire) throws ProtocolException;
  }

  /** Whether the server says that it can do this. */
  synchronized boolean can(String capability) throws StoreException {
    return !unused.contains(capability) && open().hasCapability(capability);
  }

  /**
   * Whether the server tells with the opening of a folder what changed: as RFC 7162 says, or as an
   * early draft of it, under another name and with another answer (lemonade-reconnect-client-01
   * section 3.1).
   */
  boolean canResync() throws StoreException {
    return can("QRESYNC") || can(Wire.DRAFT);
  }

  private Wire open() throws StoreException {
    if (wire.isEmpty()) {
      wire = Optional.of(connect());
    }
    return wire.get();
  }

  private Wire connect() throws StoreException {
    Wire made;
    try {
      made =
          new Wire(
              settings.host(),
              settings.port(),
              properties(),
              settings.isWrapped(),
              new MailLogger(Connection.class, "imap", false, System.err));
    } catch (IOException | ProtocolException | GeneralSecurityException e) {
      throw failures.connection(e);
    }
    try {
      if (!settings.isWrapped()) {
        encrypt(made);
      }
      if (!made.isAuthenticated()) {
        new SignIn(settings, failures).over(made);
      }
      made.capability();
      boolean isResync = made.hasCapability("QRESYNC") && made.hasCapability("ENABLE");
      if (isResync && !unused.contains("QRESYNC")) {
        made.enable("QRESYNC");
      }
      if (made.hasCapability(Wire.UTF8)
          && made.hasCapability("ENABLE")
          && !unused.contains(Wire.UTF8)) {
        made.enable(Wire.UTF8);
      }
      compress(made);
      return made;
    } catch (ProtocolException e) {
      made.disconnect();
      throw failures.connection(e);
    } catch (StoreException e) {
      made.disconnect();
      throw e;
    }
  }

  /**
   * Text is packed to a third or less (RFC 4978); a server that refuses it is spoken to without.
   */
  private void compress(Wire made) throws ProtocolException {
    if (made.hasCapability(COMPRESS) && !unused.contains(COMPRESS)) {
      try {
        made.compress();
      } catch (CommandFailedException e) {
        // As where TLS packs already.
      }
    }
  }

  /** Nothing that was said before TLS counts; who takes STARTTLS away gets no password. */
  private void encrypt(Wire made) throws StoreException, ProtocolException {
    if (settings.isOnLoopback()) {
      return;
    }
    boolean isSignedIn = made.isAuthenticated();
    if (isSignedIn || !made.hasCapability("STARTTLS")) {
      if (!settings.mayBePlain()) {
        throw failures.notEncrypted(
            isSignedIn ? "it skips the sign-in" : "it does not offer STARTTLS");
      }
      return;
    }
    made.startTLS();
    made.capability();
  }

  private Properties properties() throws GeneralSecurityException {
    Properties properties = new Properties();
    properties.put("mail.imap.socketFactory", Prompt.plain());
    properties.put(
        "mail.imap.ssl.socketFactory", Prompt.of(settings.trust().context().getSocketFactory()));
    // The library would else try again with what the machine trusts.
    properties.put("mail.imap.socketFactory.fallback", "false");
    properties.put("mail.imap.ssl.checkserveridentity", String.valueOf(!settings.isPinned()));
    properties.put("mail.imap.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.imap.connectiontimeout", millis(settings.connectTimeout()));
    properties.put("mail.imap.timeout", millis(settings.readTimeout()));
    properties.put("mail.imap.writetimeout", millis(settings.readTimeout()));
    return properties;
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  /** The name of a folder as a parameter of a command, in the encoding that this server takes. */
  synchronized Argument named(String folder) throws StoreException {
    return open().named(folder);
  }

  /** Whether headers and names are UTF-8 as they are (RFC 6855). */
  synchronized boolean isInUtf8() throws StoreException {
    return open().supportsUtf8();
  }

  /** A call of the library; what is not OK is the caller's to decide. */
  synchronized <R> R call(String command, Call<R> call)
      throws StoreException, CommandFailedException {
    Wire now = open();
    Instant began = now();
    String answer = "failed";
    try {
      R result = call.on(now);
      answer = "OK";
      return result;
    } catch (CommandFailedException e) {
      answer = "NO";
      throw e;
    } catch (ProtocolException e) {
      drop();
      throw failures.connection(e);
    } finally {
      traffic.read();
      trace(command, answer, began);
    }
  }

  /** A command and all that was answered; the last answer is OK or NO. */
  synchronized Response[] ask(String command, String text) throws StoreException {
    Wire now = open();
    Instant began = now();
    Response[] answers = now.command(text, null);
    Response last = answers[answers.length - 1];
    String answer = last.isOK() ? "OK" : last.isNO() ? "NO" : last.isBAD() ? "BAD" : "BYE";
    traffic.read();
    trace(command, answer, began);
    if (last.isBYE()) {
      drop();
      throw failures.answer(command, last);
    }
    return answers;
  }

  private void trace(String command, String answer, Instant began) {
    Duration took = Duration.between(began, now());
    settings.trace().request(command, settings.address(), answer, took);
  }

  private Instant now() {
    return settings.clock().instant();
  }

  /** The same, where anything but OK is a failure. */
  Response[] require(String command, String text) throws StoreException {
    Response[] answers = ask(command, text);
    Response last = answers[answers.length - 1];
    if (!last.isOK()) {
      throw failures.answer(command, last);
    }
    return answers;
  }

  /**
   * Opens a folder for reading.
   *
   * @param since what is known of it, where the server can tell what changed
   */
  synchronized MailboxInfo examine(FolderId folder, Optional<ResyncData> since)
      throws StoreException {
    selected = Optional.empty();
    try {
      Optional<ResyncData> how =
          since.isEmpty() && can("CONDSTORE") ? Optional.of(ResyncData.CONDSTORE) : since;
      MailboxInfo info =
          call(
              "EXAMINE" + how.map(Wire::parameter).orElse(""),
              now ->
                  how.isPresent()
                      ? now.examineTelling(folder.value(), how.get())
                      : now.examine(folder.value()));
      selected = Optional.of(new Selected(folder, info.uidvalidity, Optional.empty()));
      return info;
    } catch (CommandFailedException e) {
      if (isThere(folder)) {
        throw failures.answer("EXAMINE", e.getResponse());
      }
      throw failures.noFolder(folder.value());
    }
  }

  /**
   * Makes sure that commands are about this folder and may write; what was told of it when it was
   * opened.
   */
  synchronized MailboxInfo write(FolderId folder) throws StoreException {
    Optional<MailboxInfo> before =
        selected.filter(now -> now.folder().equals(folder)).flatMap(Selected::written);
    if (before.isPresent()) {
      return before.get();
    }
    selected = Optional.empty();
    boolean isCounted = can("CONDSTORE");
    try {
      MailboxInfo info =
          call(
              "SELECT",
              now ->
                  isCounted
                      ? now.select(folder.value(), ResyncData.CONDSTORE)
                      : now.select(folder.value()));
      selected = Optional.of(new Selected(folder, info.uidvalidity, Optional.of(info)));
      return info;
    } catch (CommandFailedException e) {
      if (isThere(folder)) {
        throw failures.answer("SELECT", e.getResponse());
      }
      throw failures.noFolder(folder.value());
    }
  }

  /** Why something cannot be done in a folder that was opened; empty if it can. */
  Optional<String> forbidden(FolderId folder, MailboxInfo info, String deed) throws StoreException {
    return info.mode == jakarta.mail.Folder.READ_ONLY
        ? Optional.of("the folder is read only")
        : rights(folder).lack(deed);
  }

  /** What may be done in a folder, asked for once. */
  private synchronized Rights rights(FolderId folder) throws StoreException {
    Optional<Rights> known = Optional.ofNullable(rights.get(folder));
    if (known.isPresent() || !can("ACL")) {
      return known.orElse(Rights.UNTOLD);
    }
    Rights told;
    try {
      told = Rights.of(call("MYRIGHTS", now -> now.myRights(folder.value()).toString()));
    } catch (CommandFailedException e) {
      told = Rights.UNTOLD;
    }
    rights.put(folder, told);
    return told;
  }

  /** Whether messages may be sent without waiting for what is answered in between. */
  synchronized boolean takesSeveral() throws StoreException {
    return can("LITERAL+") && !settings.oneByOne() && !open().mixesUp();
  }

  /**
   * Commands that write, sent together; what was answered to each, the last of which is OK, NO or
   * BAD.
   */
  synchronized List<Response[]> write(String command, List<Wire.Command> commands)
      throws StoreException {
    if (commands.isEmpty()) {
      return List.of();
    }
    boolean isFree = commands.size() == 1 || takesSeveral();
    if (!isFree && commands.stream().anyMatch(c -> c.argument().isPresent())) {
      List<Response[]> all = new ArrayList<>();
      for (Wire.Command one : commands) {
        all.addAll(write(command, List.of(one)));
      }
      return all;
    }
    return exchange(command, commands.size(), wire -> wire.together(commands));
  }

  /** What is answered to writes that another sends meanwhile, in their order. */
  synchronized List<Response[]> answers(String command, int count, Wire.Sent sent)
      throws StoreException {
    return exchange(command, count, wire -> wire.answers(count, sent));
  }

  private interface Asking {
    List<Response[]> over(Wire wire) throws IOException, ProtocolException;
  }

  private List<Response[]> exchange(String command, int count, Asking asking)
      throws StoreException {
    Wire now = open();
    Instant began = now();
    String answer = "failed";
    try {
      List<Response[]> answers = asking.over(now);
      long done = answers.stream().filter(all -> Answers.last(all).isOK()).count();
      long refused = answers.size() - done;
      answer = refused == 0 ? "OK" : done == 0 ? "NO" : done + " OK, " + refused + " NO";
      return answers;
    } catch (Wire.MixedUp e) {
      drop();
      throw failures.mixedUp(e);
    } catch (IOException | ProtocolException e) {
      drop();
      throw failures.connection(e);
    } finally {
      for (int i = 0; i < count; i++) {
        traffic.write();
      }
      trace(command, answer, began);
    }
  }

  /** What commands are sent over while others read; they must not ask anything meanwhile. */
  synchronized Wire wire() throws StoreException {
    return open();
  }

  /** Gives up a connection over which something is still under way. */
  synchronized void leave() {
    drop();
  }

  private boolean isThere(FolderId folder) throws StoreException {
    try {
      var found = call("LIST", now -> now.list("", folder.value()));
      return found != null && found.length > 0 && found[0].canOpen;
    } catch (CommandFailedException e) {
      return false;
    }
  }

  /** Makes sure that commands are about this folder; how its messages are numbered. */
  synchronized long stay(FolderId folder) throws StoreException {
    if (selected.isPresent() && selected.get().folder().equals(folder)) {
      return selected.get().validity();
    }
    return examine(folder, Optional.empty()).uidvalidity;
  }

  /**
   * The same, for who knows how the messages were numbered.
   *
   * @throws StoreException.Unavailable if that has changed: what was listed is not worth anything
   */
  synchronized void stay(FolderId folder, long validity) throws StoreException {
    if (stay(folder) != validity) {
      throw failures.renumbered(folder.value());
    }
  }

  private void drop() {
    wire.ifPresent(Wire::disconnect);
    wire = Optional.empty();
    selected = Optional.empty();
  }

  @Override
  public synchronized void close() {
    wire.ifPresent(
        now -> {
          try {
            now.logout();
          } catch (ProtocolException e) {
            now.disconnect();
          }
        });
    drop();
  }
}
