// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.dav.DavSettings;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.StoreException;

/**
 * The directory that a store is.
 *
 * @param server its address, and thereby the server's
 * @param href its path there
 */
record Root(URI server, Href href) {
  static Root of(DavSettings settings) throws StoreException {
    String written = settings.address();
    try {
      URI uri = new URI(written.contains("://") ? written : "https://" + written);
      boolean isAddress =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && List.of("http", "https").contains(uri.getScheme());
      if (isAddress) {
        Href href = Href.of(uri).asCollection();
        return new Root(href.at(uri), href);
      }
    } catch (URISyntaxException e) {
      // Told as any other text that is no address.
    }
    throw new StoreException.InputRefused(
        "\"url\" of store \"%s\" is no address of a directory: %s"
            .formatted(settings.store(), written.replaceAll("//[^/@]*@", "//***@")),
        "Write it as  https://host/path/  without name and password, which belong into \"auth\"");
  }

  /** Who this is: the server's host and the directory there. */
  String identity() {
    return server.getHost().toLowerCase(Locale.ROOT) + href.path();
  }

  Folder folder() {
    String name = href.lastName();
    return Folder.of(new FolderId(href.path()), name.isEmpty() ? "/" : name);
  }

  /**
   * The path below the root that a resource has, without a slash at its end; empty where it cannot
   * be told as one: it lies elsewhere, or a part is no UTF-8 or has a slash in it.
   */
  Optional<String> pathOf(Href resource) {
    if (!resource.asCollection().path().startsWith(href.path())) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (Href at = resource; !at.isCollection(href); at = at.parent()) {
      String name = at.lastName();
      // A name that is no UTF-8 comes back encoded, and then is another one.
      if (name.contains("/") || !at.parent().child(name).isCollection(at)) {
        return Optional.empty();
      }
      parts.add(0, name);
    }
    return Optional.of(String.join("/", parts));
  }

  /** Where a file with this path is. */
  Href at(String path) {
    Href at = href;
    for (String part : path.split("/", -1)) {
      at = at.child(part);
    }
    return at;
  }

  /** Why no server can hold a file with this path; empty where one may. */
  static Optional<String> objection(String path) {
    if (path.isEmpty()) {
      return Optional.of("it has no path");
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return Optional.of("its path has a part that is no name");
      }
    }
    return path.indexOf('\0') >= 0 ? Optional.of("its path has a NUL in it") : Optional.empty();
  }
}
