// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.oneway.connectors.testkit.OtherClient;
import org.oneway.connectors.testkit.RealServer;
import org.oneway.connectors.testkit.RecordingProxy;

/** An address book of its own at a real server, which stands behind a proxy. */
final class BookAtServer implements AutoCloseable {
  private static final Map<String, String> HOMES =
      Map.of(
          "xandikos", "alice/contacts/",
          "cyrus", "dav/addressbooks/user/alice/");

  private final RealServer server;
  private final RecordingProxy proxy;
  private final OtherClient other;
  private final String name = "Matrix " + UUID.randomUUID();
  private final String path;

  private BookAtServer(RealServer server) {
    this.server = server;
    this.proxy = RecordingProxy.before(server.url());
    this.other = new OtherClient(server.url(), server.username(), server.password());
    String home = HOMES.getOrDefault(server.name(), "alice/");
    this.path = server.url().resolve(home + UUID.randomUUID() + "/").getRawPath();
    other.makeBook(path, name);
  }

  /** A new one at the running server of this name. */
  static BookAtServer of(String server) {
    return new BookAtServer(RealServer.running(server));
  }

  /** What the address book is called. */
  String name() {
    return name;
  }

  String path() {
    return path;
  }

  RecordingProxy proxy() {
    return proxy;
  }

  OtherClient other() {
    return other;
  }

  /** The store's table in a configuration. */
  String store(String called) {
    return """
    [store.%s]
    type = "carddav"
    url = "%s"
    auth = { username = "%s", password.command = ["echo", "%s"] }
    """
        .formatted(called, proxy.url(), server.username(), server.password());
  }

  /**
   * The writes since the proxy was last told to forget. A write that the server refuses is none:
   * each run offers again what was refused.
   */
  List<RecordingProxy.Request> writes() {
    return proxy.writes().stream().filter(request -> request.status() < 400).toList();
  }

  /** The cards by their paths. */
  Map<String, OtherClient.Resource> cards() {
    return other.cards(path);
  }

  /** The texts of the cards with these words in them, each line in one piece. */
  List<String> cardsWith(String words) {
    return cards().values().stream()
        .map(card -> card.properties().getOrDefault("address-data", ""))
        .map(card -> card.replaceAll("\r?\n[ \t]", ""))
        .filter(card -> card.contains(words))
        .toList();
  }

  /** Somebody gives the card of this person another line. */
  void add(String person, String line) {
    String place =
        cards().values().stream()
            .filter(
                card -> card.properties().getOrDefault("address-data", "").contains("FN:" + person))
            .findFirst()
            .orElseThrow()
            .path();
    String card = other.get(place).orElseThrow();
    other.put(place, card.replace("END:VCARD", line + "\r\nEND:VCARD"));
  }

  /** The mark that changes can be asked from, as it is now. */
  Optional<String> token() {
    return other.list(path).stream()
        .map(resource -> Optional.ofNullable(resource.properties().get("sync-token")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Removes it and makes it again with the same cards, as who brings back a backup. */
  void remake() {
    Map<String, OtherClient.Resource> cards = cards();
    Map<String, String> texts = new java.util.TreeMap<>();
    cards.keySet().forEach(place -> texts.put(place, other.get(place).orElseThrow()));
    other.delete(path);
    other.makeBook(path, name);
    texts.forEach(other::put);
  }

  @Override
  public void close() {
    proxy.close();
    other.delete(path);
  }
}
