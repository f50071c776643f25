// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ParsingException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.Namespaces;
import org.eclipse.angus.mail.imap.protocol.Status;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.StoreException;

/** The mailboxes of an account as folders. */
final class Mailboxes {
  private static final String INBOX = "INBOX";

  /** The special uses (RFC 6154, RFC 8457) that are roles (RFC 8621 section 2). */
  private static final Set<String> ROLES =
      Set.of("all", "archive", "drafts", "flagged", "important", "junk", "sent", "trash");

  /** Those of them that a new folder may have. */
  private static final Set<String> MADE = Set.of("archive", "drafts", "junk", "sent", "trash");

  private final Connection connection;
  private final ImapSettings settings;
  private final Failures failures;
  private Optional<Character> separator = Optional.empty();
  private Optional<Set<String>> subscriptions = Optional.empty();
  private final Map<FolderId, Rights> rights = new HashMap<>();

  Mailboxes(Connection connection, ImapSettings settings, Failures failures) {
    this.connection = connection;
    this.settings = settings;
    this.failures = failures;
  }

  /** What lies under other prefixes is somebody else's. */
  private record Prefixes(String own, List<String> others) {}

  /** All that can be opened, in the server's order. */
  List<Folder> all() throws StoreException {
    Prefixes prefixes = prefixes();
    Set<String> subscribed = settings.onlySubscribed() ? subscribed() : Set.of();
    List<Folder> folders = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (ListInfo info : list()) {
      boolean isOthers =
          !settings.withShared() && prefixes.others().stream().anyMatch(info.name::startsWith);
      boolean isLeftOut = settings.onlySubscribed() && !subscribed.contains(info.name);
      if (!isNothing(info) && !isOthers && !isLeftOut && ids.add(info.name)) {
        folders.add(folder(info, prefixes.own(), names));
      }
    }
    return List.copyOf(folders);
  }

  /** Whether the user subscribed to a folder; empty where the server did not say it. */
  Optional<Boolean> isSubscribed(FolderId folder) {
    return subscriptions.map(all -> all.contains(folder.value()));
  }

  /** What the user may do in a folder, as far as the list of all said it (RFC 8440). */
  Rights rights(FolderId folder) {
    return rights.getOrDefault(folder, Rights.UNTOLD);
  }

  /** How many messages each has; none where the server does not say it at once (RFC 5819). */
  Map<FolderId, Long> counts() throws StoreException {
    Map<FolderId, Long> counts = new HashMap<>();
    if (connection.can("LIST-STATUS")) {
      String text = "LIST \"\" \"*\" RETURN (STATUS (MESSAGES))";
      for (Response answer : connection.require("LIST", text)) {
        if (answer instanceof IMAPResponse response && response.keyEquals("STATUS")) {
          try {
            Status status = new Status(response);
            counts.put(new FolderId(status.mbox), (long) status.total);
          } catch (ParsingException e) {
            throw failures.connection(e);
          }
        }
      }
    }
    return counts;
  }

  /**
   * The folder of this name, made and subscribed to if it is not there. What a name may not have
   * here becomes "_".
   */
  Folder ensure(Folder wanted) throws StoreException {
    boolean isInbox =
        wanted.role().filter("inbox"::equals).isPresent() || wanted.name().equalsIgnoreCase(INBOX);
    List<String> names = names(wanted.name());
    for (Folder there : all()) {
      boolean isThere = names.contains(there.name());
      if (isThere || (isInbox && there.role().filter("inbox"::equals).isPresent())) {
        return there;
      }
    }
    String refusal = "";
    for (String name : names) {
      String raw = raw(name);
      Response last = Answers.last(connection.write("CREATE", create(raw, wanted.role())).get(0));
      boolean isMade = last.isOK() || last.getRest().startsWith("[ALREADYEXISTS");
      if (isMade) {
        subscribe(raw);
        return made(raw, name);
      }
      if (!failures.isOfOneItem(last)) {
        throw failures.answer("CREATE", last);
      }
      refusal = last.getRest();
    }
    throw failures.impossible(wanted.name(), refusal);
  }

  private Folder made(String raw, String name) throws StoreException {
    return all().stream()
        .filter(folder -> folder.id().value().equals(raw))
        .findFirst()
        .orElseGet(() -> Folder.of(new FolderId(raw), name));
  }

  /** The name itself, if it can be one here, and one that every server takes. */
  private List<String> names(String name) throws StoreException {
    char separator = separator();
    String possible =
        Stream.of(name.split("/", -1))
            .map(part -> part.replace(separator == '/' ? '\u0000' : separator, '_'))
            .map(part -> part.isBlank() ? "_" : part)
            .map(part -> part.replaceAll("\\p{Cntrl}", "_"))
            .collect(Collectors.joining("/"));
    String plain = possible.replaceAll("[%*\\\\\"~.&]", "_");
    return plain.equals(possible) ? List.of(possible) : List.of(possible, plain);
  }

  private String raw(String name) throws StoreException {
    char separator = separator();
    String own = prefixes().own();
    return own + (separator == '/' ? name : name.replace('/', separator == 0 ? '_' : separator));
  }

  /** What separates the parts of names here; 0 where nothing does. */
  private char separator() throws StoreException {
    if (separator.isEmpty()) {
      List<ListInfo> infos = infos(connection.require("LIST", "LIST \"\" \"\""), "LIST");
      separator = infos.stream().map(info -> info.separator).findFirst();
    }
    return separator.orElse('/');
  }

  /** With its special use (RFC 6154), where the server takes that. */
  private List<Wire.Command> create(String raw, Optional<String> role) throws StoreException {
    Argument name = connection.named(raw);
    boolean isSpecial =
        role.filter(MADE::contains).isPresent() && connection.can("CREATE-SPECIAL-USE");
    if (isSpecial) {
      String use = role.orElseThrow();
      name.writeAtom(
          "(USE (\\" + use.substring(0, 1).toUpperCase(Locale.ROOT) + use.substring(1) + "))");
    }
    return List.of(new Wire.Command("CREATE", Optional.of(name)));
  }

  /** Other programs show only folders that are subscribed to; that it fails spoils nothing. */
  private void subscribe(String raw) throws StoreException {
    Optional<Argument> name = Optional.of(connection.named(raw));
    connection.write("SUBSCRIBE", List.of(new Wire.Command("SUBSCRIBE", name)));
  }

  private static boolean isNothing(ListInfo info) {
    return info.name.isEmpty()
        || !info.canOpen
        || attributes(info).anyMatch(word -> word.equals("nonexistent"));
  }

  private static Stream<String> attributes(ListInfo info) {
    return Stream.of(info.attrs).map(word -> word.toLowerCase(Locale.ROOT).replace("\\", ""));
  }

  private static Folder folder(ListInfo info, String own, Set<String> names) {
    boolean isInbox = info.name.equalsIgnoreCase(INBOX);
    String name = isInbox ? INBOX : name(info, own);
    Optional<String> role =
        isInbox ? Optional.of("inbox") : attributes(info).filter(ROLES::contains).findFirst();
    return new Folder(
        new FolderId(info.name),
        names.add(name) ? name : name + " (" + info.name + ")",
        role,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  /** A part of a name that holds what separates folders here would look like two. */
  private static String name(ListInfo info, String own) {
    boolean isOwn = info.name.startsWith(own) && info.name.length() > own.length();
    String relative = isOwn ? info.name.substring(own.length()) : info.name;
    if (info.separator == '/') {
      return relative;
    }
    String[] parts =
        info.separator == 0
            ? new String[] {relative}
            : relative.split(Pattern.quote(String.valueOf(info.separator)), -1);
    return Stream.of(parts).map(part -> part.replace('/', '_')).collect(Collectors.joining("/"));
  }

  private List<ListInfo> list() throws StoreException {
    boolean isExtended = connection.can("LIST-EXTENDED") && connection.can("SPECIAL-USE");
    boolean tellsRights = isExtended && connection.can("LIST-MYRIGHTS");
    String more = " RETURN (SUBSCRIBED SPECIAL-USE" + (tellsRights ? " MYRIGHTS)" : ")");
    Response[] answers = connection.require("LIST", "LIST \"\" \"*\"" + (isExtended ? more : ""));
    List<ListInfo> infos = infos(answers, "LIST");
    for (Response answer : answers) {
      if (answer instanceof IMAPResponse response && response.keyEquals("MYRIGHTS")) {
        String written = response.readAtomString();
        String name = response.supportsUtf8() ? written : BASE64MailboxDecoder.decode(written);
        rights.put(new FolderId(name), Rights.of(String.valueOf(response.readAtomString())));
      }
    }
    if (isExtended) {
      subscriptions =
          Optional.of(
              infos.stream()
                  .filter(info -> attributes(info).anyMatch("subscribed"::equals))
                  .map(info -> info.name)
                  .collect(Collectors.toSet()));
    }
    return infos;
  }

  private List<ListInfo> infos(Response[] answers, String key) throws StoreException {
    List<ListInfo> infos = new ArrayList<>();
    for (Response answer : answers) {
      if (answer instanceof IMAPResponse response && response.keyEquals(key)) {
        try {
          infos.add(new ListInfo(response));
        } catch (ParsingException e) {
          throw failures.connection(e);
        }
      }
    }
    return infos;
  }

  private Set<String> subscribed() throws StoreException {
    return infos(connection.require("LSUB", "LSUB \"\" \"*\""), "LSUB").stream()
        .map(info -> info.name)
        .collect(Collectors.toSet());
  }

  private Prefixes prefixes() throws StoreException {
    if (!connection.can("NAMESPACE")) {
      return new Prefixes("", List.of());
    }
    try {
      Optional<Namespaces> spaces =
          Optional.ofNullable(connection.call("NAMESPACE", Wire::namespace));
      List<String> others =
          Stream.of(spaces.map(s -> s.otherUsers), spaces.map(s -> s.shared))
              .flatMap(Optional::stream)
              .flatMap(Stream::of)
              .map(space -> space.prefix)
              .filter(prefix -> !prefix.isEmpty())
              .toList();
      String own =
          spaces
              .map(s -> s.personal)
              .filter(personal -> personal.length > 0)
              .map(personal -> personal[0].prefix)
              .orElse("");
      return new Prefixes(own, others);
    } catch (CommandFailedException e) {
      return new Prefixes("", List.of());
    }
  }
}
