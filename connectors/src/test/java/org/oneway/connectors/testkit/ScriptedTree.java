// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.oneway.connectors.testkit.ScriptedCollection.Kind;

/** What the server holds: collections by their path. Its monitor guards all of it. */
public final class ScriptedTree {
  static final String USER = "alice";
  static final String CONTEXT = "/dav/";
  static final String PRINCIPAL = "/dav/principals/" + USER + "/";
  static final String ADDRESS_BOOKS = "/dav/addressbooks/" + USER + "/";
  static final String CALENDARS = "/dav/calendars/" + USER + "/";
  static final String FILES = "/dav/files/" + USER + "/";

  private final InstantSource clock;
  private final Map<String, ScriptedCollection> collections = new TreeMap<>();
  private long revisions;

  ScriptedTree(InstantSource clock) {
    this.clock = clock;
    add("/", Kind.FOLDER);
    add(CONTEXT, Kind.FOLDER);
    add("/dav/principals/", Kind.FOLDER);
    add(PRINCIPAL, Kind.PRINCIPAL);
    add("/dav/addressbooks/", Kind.FOLDER);
    add(ADDRESS_BOOKS, Kind.FOLDER);
    add("/dav/calendars/", Kind.FOLDER);
    add(CALENDARS, Kind.FOLDER);
    add("/dav/files/", Kind.FOLDER);
    add(FILES, Kind.FOLDER);
  }

  /** The address book of this name in the user's home; made where there is none. */
  public ScriptedCollection addressBook(String name) {
    return named(ADDRESS_BOOKS, name, Kind.ADDRESS_BOOK);
  }

  /** The calendar of this name in the user's home; made where there is none. */
  public ScriptedCollection calendar(String name) {
    return named(CALENDARS, name, Kind.CALENDAR);
  }

  /** The user's tree of files. */
  public ScriptedCollection files() {
    return find(FILES).orElseThrow();
  }

  private synchronized ScriptedCollection named(String home, String name, Kind kind) {
    String path = home + ScriptedPaths.encode(name) + "/";
    Optional<ScriptedCollection> there = find(path);
    return there.orElseGet(
        () -> add(path, kind).with(ScriptedNames.dav("displayname"), ScriptedXml.escape(name)));
  }

  synchronized ScriptedCollection add(String path, Kind kind) {
    ScriptedCollection made = new ScriptedCollection(this, path, kind, nextRevision());
    collections.put(path, made);
    return made;
  }

  /** The collection at a path in the server's spelling; a missing slash at its end is forgiven. */
  public synchronized Optional<ScriptedCollection> find(String path) {
    return Optional.ofNullable(collections.get(ScriptedPaths.asFolder(path)));
  }

  /** The item at a path in the server's spelling. */
  public synchronized Optional<ScriptedItem> findItem(String path) {
    return path.endsWith("/")
        ? Optional.empty()
        : find(ScriptedPaths.parent(path)).flatMap(c -> c.item(ScriptedPaths.name(path)));
  }

  /** All collections that this one holds directly. */
  synchronized List<ScriptedCollection> within(ScriptedCollection parent) {
    return collections.values().stream()
        .filter(each -> !each.path().equals(parent.path()))
        .filter(each -> ScriptedPaths.parent(each.path()).equals(parent.path()))
        .toList();
  }

  /** Removes a collection with all in it. */
  public synchronized void remove(ScriptedCollection collection) {
    collections.keySet().removeIf(path -> path.startsWith(collection.path()));
  }

  /** Gives a collection, with all in it, another path. */
  synchronized void move(ScriptedCollection collection, String path) {
    String old = collection.path();
    List<ScriptedCollection> moved =
        collections.values().stream().filter(each -> each.path().startsWith(old)).toList();
    moved.forEach(each -> collections.remove(each.path()));
    for (ScriptedCollection each : moved) {
      each.path(path + each.path().substring(old.length()));
      collections.put(each.path(), each);
    }
  }

  synchronized long nextRevision() {
    return ++revisions;
  }

  /** All octets of all items. */
  synchronized long size() {
    return collections.values().stream()
        .flatMap(each -> each.items().stream())
        .mapToLong(item -> item.content().size())
        .sum();
  }

  Instant now() {
    return clock.instant();
  }
}
