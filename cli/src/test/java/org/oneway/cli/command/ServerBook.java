// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.oneway.cli.work.Parts;
import org.oneway.connectors.Connectors;
import org.oneway.connectors.vcard.VcardConnector;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Discovery;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/**
 * Address books at hosts that are directories beside the configuration; {@code type = "server"}.
 * Every address that is none of an URL leads to {@code https://dav.phone.example/}.
 */
final class ServerBook implements Connector {
  static final String FOUND = "https://dav.phone.example/books/";

  private final VcardConnector cards = new VcardConnector();
  private final String type;
  private Optional<Supplier<StoreException>> failure = Optional.empty();

  ServerBook() {
    this("server");
  }

  /** One that is called otherwise. */
  ServerBook(String type) {
    this.type = type;
  }

  /** This one, others of its kind, and the connectors of files. */
  Parts parts(ServerBook... others) {
    List<Connector> all = new ArrayList<>(Connectors.all());
    // Others would go and look for the hosts of these tests.
    all.removeIf(other -> other.keys().stream().anyMatch(key -> key.key().equals("url")));
    all.add(this);
    all.addAll(List.of(others));
    return new Parts(() -> all, Parts.REAL.states());
  }

  /** From now on nothing else happens when a store is opened. */
  ServerBook failingWith(Supplier<StoreException> broken) {
    failure = Optional.of(broken);
    return this;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public List<Setting> keys() {
    return List.of(
        Setting.text("url", "", "where it is"),
        Setting.text("auth.username", "nobody", "who one is"),
        Setting.secret("auth.password", "no sign-in", "what opens it"),
        Setting.path("tls.ca-file", "those of the system", "who is trusted"));
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return cards.openSource(opened(settings));
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return cards.openTarget(opened(settings));
  }

  private StoreSettings opened(StoreSettings settings) throws StoreException {
    URI url = URI.create(settings.value("url").orElseThrow());
    settings
        .trace()
        .request(
            "PROPFIND",
            URI.create("https://ada:c4n4ry@" + url.getHost() + "/dav/?token=c4n4ry"),
            "207",
            Duration.ofMillis(34));
    if (failure.isPresent()) {
      throw failure.get().get();
    }
    return new StoreSettings(
        settings.name(),
        settings.directory(),
        Map.of("path", Path.of(url.getHost()).toString()),
        settings.clock());
  }

  @Override
  public Discovery discover(StoreSettings settings) throws StoreException {
    if (failure.isPresent()) {
      throw failure.get().get();
    }
    String who = settings.value("auth.username").orElse("nobody");
    boolean isSignedIn =
        settings.secret("auth.password").isPresent()
            && settings.secret("auth.password").get().get().use(typed -> typed.length > 3);
    if (!isSignedIn) {
      throw new StoreException.SignInFailed(
          "dav.phone.example refused the sign-in for \"" + who + "\" (401)", "");
    }
    Folder friends =
        new Folder(
            new FolderId("/books/friends/"),
            "Friends",
            Optional.empty(),
            Optional.of("#ff0000"),
            OptionalLong.empty(),
            Optional.of("from school\u001b[2J"));
    return new Discovery(
        Optional.of(who),
        Optional.of(URI.create(FOUND)),
        List.of(
            new Discovery.Place(
                friends,
                Set.of(Kind.CONTACT),
                OptionalLong.of(1_204),
                EnumSet.allOf(Discovery.Right.class)),
            new Discovery.Place(
                Folder.of(new FolderId("/books/all/"), "Everybody"),
                Set.of(Kind.CONTACT),
                OptionalLong.empty(),
                EnumSet.of(Discovery.Right.READ)),
            Discovery.Place.of(Folder.of(new FolderId("/books/x/"), "Other"))),
        List.of("sync-collection", "cards of version 4.0"),
        List.of("The server does not say how many cards are in \"Everybody\"."));
  }
}
