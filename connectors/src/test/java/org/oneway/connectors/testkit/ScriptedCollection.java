// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.namespace.QName;

/** A folder with its items, its properties and the history that sync-collection tells. */
public final class ScriptedCollection {
  /** What a collection is for. */
  public enum Kind {
    FOLDER,
    PRINCIPAL,
    ADDRESS_BOOK,
    CALENDAR
  }

  private static final String TOKEN = "http://scripted.invalid/ns/sync/";

  private final ScriptedTree tree;
  private final long id;
  private final Kind kind;
  private final Map<QName, String> properties = new LinkedHashMap<>();
  private final Map<String, ScriptedItem> items = new LinkedHashMap<>();
  // in the order of change: what is written again goes to the end
  private final Map<String, Long> changed = new LinkedHashMap<>();
  private String path;
  private long revision;
  private long forgotten;
  private boolean writable = true;

  ScriptedCollection(ScriptedTree tree, String path, Kind kind, long id) {
    this.tree = tree;
    this.path = path;
    this.kind = kind;
    this.id = id;
    this.revision = id;
    this.forgotten = id;
  }

  /** The path in the server's spelling, with a slash at its end. */
  public String path() {
    return path;
  }

  void path(String other) {
    path = other;
  }

  Kind kind() {
    return kind;
  }

  /** The href of an item of this name, whether there is one or not. */
  public String href(String name) {
    return path + ScriptedPaths.encode(name);
  }

  public List<String> names() {
    synchronized (tree) {
      return List.copyOf(items.keySet());
    }
  }

  public List<ScriptedItem> items() {
    synchronized (tree) {
      return List.copyOf(items.values());
    }
  }

  public Optional<ScriptedItem> item(String name) {
    synchronized (tree) {
      return Optional.ofNullable(items.get(name));
    }
  }

  /** Puts an item there as another client would; the same bytes again change nothing. */
  public ScriptedItem put(String name, String text) {
    return put(name, ScriptedBytes.of(text), contentType());
  }

  ScriptedItem put(String name, ScriptedBytes content, String contentType) {
    synchronized (tree) {
      ScriptedItem there = items.get(name);
      if (there != null && there.content().equals(content)) {
        return there;
      }
      revision = tree.nextRevision();
      changed.remove(name);
      changed.put(name, revision);
      return hold(name, content, contentType, revision);
    }
  }

  /** The item changes, with its ETag, but neither ctag nor sync-token tell it. */
  public void putUntold(String name, String text) {
    synchronized (tree) {
      hold(name, ScriptedBytes.of(text), contentType(), tree.nextRevision());
    }
  }

  private ScriptedItem hold(String name, ScriptedBytes content, String type, long mark) {
    ScriptedItem item = new ScriptedItem(name, content, type, mark, 0, tree.now());
    items.put(name, item);
    return item;
  }

  private String contentType() {
    return switch (kind) {
      case ADDRESS_BOOK -> "text/vcard; charset=utf-8";
      case CALENDAR -> "text/calendar; charset=utf-8";
      default -> "application/octet-stream";
    };
  }

  /** Removes an item as another client would; whether it was there. */
  public boolean remove(String name) {
    synchronized (tree) {
      if (items.remove(name) == null) {
        return false;
      }
      revision = tree.nextRevision();
      changed.remove(name);
      changed.put(name, revision);
      return true;
    }
  }

  /** The item as it is, counting that its content is given out. */
  ScriptedItem read(ScriptedItem item) {
    items.replace(item.name(), item.read());
    return item;
  }

  /** Tokens given so far are refused from now on. */
  public void expireTokens() {
    synchronized (tree) {
      revision = tree.nextRevision();
      forgotten = revision;
    }
  }

  /** Nobody may write here from now on. */
  public void makeReadOnly() {
    writable = false;
  }

  boolean writable() {
    return writable;
  }

  /** Sets a property; {@code innerXml} is what stands between the tags. */
  public ScriptedCollection with(QName name, String innerXml) {
    properties.put(name, innerXml);
    return this;
  }

  void without(QName name) {
    properties.remove(name);
  }

  Optional<String> property(QName name) {
    return Optional.ofNullable(properties.get(name));
  }

  String token() {
    return token(revision);
  }

  String token(long mark) {
    return TOKEN + id + "/" + mark;
  }

  /** The revision of which a token speaks; none where the token is not, or no longer, good. */
  OptionalLong revisionOf(String token) {
    String own = TOKEN + id + "/";
    if (!token.startsWith(own) || !token.substring(own.length()).matches("\\d{1,18}")) {
      return OptionalLong.empty();
    }
    long mark = Long.parseLong(token.substring(own.length()));
    return mark < forgotten || mark > revision ? OptionalLong.empty() : OptionalLong.of(mark);
  }

  /** The names changed after this revision, oldest change first, each with its revision. */
  List<Map.Entry<String, Long>> changedAfter(long mark) {
    List<Map.Entry<String, Long>> found = new ArrayList<>();
    changed.forEach(
        (name, when) -> {
          if (when > mark) {
            found.add(Map.entry(name, when));
          }
        });
    return found;
  }
}
