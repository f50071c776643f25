// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.real;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.oneway.connectors.testkit.OtherClient;
import org.oneway.connectors.testkit.OtherClient.Service;
import org.oneway.connectors.testkit.RealServer;
import org.oneway.connectors.testkit.RecordingProxy;

/** An address book or calendar of its own at a real server, which stands behind a proxy. */
final class BookAtServer implements AutoCloseable {
  private static final Map<String, String> HOMES =
      Map.of(
          "carddav at xandikos", "alice/contacts/",
          "carddav at cyrus", "dav/addressbooks/user/alice/",
          "caldav at xandikos", "alice/calendars/",
          "caldav at cyrus", "dav/calendars/user/alice/");

  private final RealServer server;
  private final RecordingProxy proxy;
  private final OtherClient other;
  private final Specimen specimen;
  private final String name = "Matrix " + UUID.randomUUID();
  private final String path;

  private BookAtServer(RealServer server, Specimen specimen) {
    this.server = server;
    this.specimen = specimen;
    Service service = specimen.service();
    this.proxy = RecordingProxy.before(server.url());
    this.other = new OtherClient(server.url(), server.username(), server.password(), service);
    String home = HOMES.getOrDefault(service.storeType() + " at " + server.name(), "alice/");
    this.path = server.url().resolve(home + UUID.randomUUID() + "/").getRawPath();
    other.makeBook(path, name);
  }

  /** A new one for such items at the running server of this name. */
  static BookAtServer of(Specimen specimen, String server) {
    return new BookAtServer(RealServer.running(server), specimen);
  }

  /** What it is called. */
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
    type = "%s"
    url = "%s"
    auth = { username = "%s", password.command = ["echo", "%s"] }
    """
        .formatted(
            called,
            specimen.service().storeType(),
            proxy.url(),
            server.username(),
            server.password());
  }

  /**
   * The writes since the proxy was last told to forget. A write that the server refuses is none:
   * each run offers again what was refused. Xandikos refuses with 207.
   */
  List<RecordingProxy.Request> writes() {
    return proxy.writes().stream()
        .filter(request -> request.status() < 300 && request.status() != 207)
        .toList();
  }

  /** The members by their paths. */
  Map<String, OtherClient.Resource> cards() {
    return other.cards(path);
  }

  /** The texts of the members, each line in one piece. */
  List<String> texts() {
    return cards().values().stream()
        .map(card -> unfolded(card.properties().getOrDefault(specimen.service().content(), "")))
        .toList();
  }

  /** The card of a person, each line in one piece. */
  String card(int person) {
    return unfolded(other.get(place(person)).orElseThrow());
  }

  private String place(int person) {
    return path + "uid-" + person + specimen.ending();
  }

  private static String unfolded(String card) {
    return card.replaceAll("\r?\n[ \t]", "");
  }

  /** Somebody adds a line to the item of this person. */
  void add(int person, String line) {
    String text = other.get(place(person)).orElseThrow();
    other.put(place(person), text.replace(specimen.end(), line + "\r\n" + specimen.end()));
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
    other.put(path + "another" + specimen.ending(), another);
    texts.forEach(other::put);
  }

  @Override
  public void close() {
    proxy.close();
    other.delete(path);
  }
}
