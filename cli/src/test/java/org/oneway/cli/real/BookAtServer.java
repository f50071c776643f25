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

  /** The texts of the cards, each line in one piece. */
  List<String> texts() {
    return cards().values().stream()
        .map(card -> unfolded(card.properties().getOrDefault("address-data", "")))
        .toList();
  }

  /** The card of a person, each line in one piece. */
  String card(int person) {
    return unfolded(other.get(place(person)).orElseThrow());
  }

  private String place(int person) {
    return path + "uid-" + person + ".vcf";
  }

  private static String unfolded(String card) {
    return card.replaceAll("\r?\n[ \t]", "");
  }

  /** Somebody gives the card of this person another line. */
  void add(int person, String line) {
    String card = other.get(place(person)).orElseThrow();
    other.put(place(person), card.replace("END:VCARD", line + "\r\nEND:VCARD"));
  }

  /** The mark that changes can be asked from, as it is now. */
  Optional<String> token() {
    return other.list(path).stream()
        .map(resource -> Optional.ofNullable(resource.properties().get("sync-token")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Removes it and makes it again with the same cards and one more, as who brings back a backup: a
   * book of the same content would have the same token at a server whose tokens are hashes.
   */
  void remake(String another) {
    Map<String, OtherClient.Resource> cards = cards();
    Map<String, String> texts = new java.util.TreeMap<>();
    cards.keySet().forEach(place -> texts.put(place, other.get(place).orElseThrow()));
    other.delete(path);
    other.makeBook(path, name);
    other.put(path + "another.vcf", another);
    texts.forEach(other::put);
  }

  @Override
  public void close() {
    proxy.close();
    other.delete(path);
  }
}
