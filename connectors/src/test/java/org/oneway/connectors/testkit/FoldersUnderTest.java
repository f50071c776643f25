// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Secret;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.SourceStoreContract;
import org.oneway.engine.testkit.TargetStoreContract;

/**
 * The address books or calendars of bob, whose home is emptied before each test: all that is there
 * is what the test put there, and nobody else's tests use it.
 *
 * <p>The interruption contract takes more than a second for each round at a real server. So these
 * are halted at every sixth write, each beginning at another, and DAViCal, the slowest, at every
 * twelfth; the scripted server is halted at every one.
 */
public abstract class FoldersUnderTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  private static final Pattern UID = Pattern.compile("(?im)^UID(;[^:\r\n]*)?:([^\r\n]*)");

  private final Connector connector;
  private final OtherClient.Service service;
  private final String ending;
  private final Map<String, String> places = new HashMap<>();
  private Optional<OtherClient> otherClient = Optional.empty();

  protected FoldersUnderTest(Connector connector, OtherClient.Service service, String ending) {
    this.connector = connector;
    this.service = service;
    this.ending = ending;
  }

  /** What is opened: the home of a user, which holds the folders. */
  protected abstract URI home();

  /** An item as other programs write it. */
  protected abstract String text(String uid, String name);

  /** The line that holds its name, {@code FN}. */
  protected abstract String nameLine();

  /** Who signs in, with a password of the same letters. */
  protected String username() {
    return "bob";
  }

  /** The path of the only folder. */
  protected String book() {
    return home().getRawPath() + "friends/";
  }

  @Override
  public String folder() {
    return "Friends";
  }

  protected final OtherClient otherClient() {
    OtherClient client =
        otherClient.orElseGet(() -> new OtherClient(home(), username(), username(), service));
    otherClient = Optional.of(client);
    return client;
  }

  @BeforeEach
  final void oneEmptyFolder() {
    otherClient().books(home().getRawPath()).forEach(book -> empty(book.path()));
    makeFirstFolder();
  }

  protected void empty(String book) {
    otherClient().delete(book);
  }

  protected void makeFirstFolder() {
    otherClient().makeBook(book(), folder());
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return connector.openSource(settings());
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return connector.openTarget(settings());
  }

  private StoreSettings settings() {
    return new StoreSettings(
        "friends",
        Path.of("").toAbsolutePath(),
        Map.of("url", home().toString(), "auth.username", username()),
        Map.of("auth.password", secret()),
        new ManualClock(Instant.now()));
  }

  private SecretSource secret() {
    return new SecretSource() {
      @Override
      public Secret get() {
        return new Secret(username().toCharArray());
      }

      @Override
      public String origin() {
        return "the test";
      }
    };
  }

  @Override
  public void given(String uid, String name) {
    String place = book() + "given-" + Hashes.of(uid).substring(0, 32) + ending;
    otherClient().put(place, text(uid, name));
    places.put(uid, place);
  }

  @Override
  public void givenRenamed(String uid, String name) {
    String place = placeOf(uid);
    String card = unfolded(otherClient().get(place).orElseThrow());
    otherClient()
        .put(
            place,
            card.replaceAll(
                "(?m)^" + nameLine() + "[^\r\n]*",
                Matcher.quoteReplacement(nameLine() + ":" + name)));
  }

  @Override
  public void givenRemoved(String uid) {
    otherClient().delete(placeOf(uid));
  }

  @Override
  public void givenFolder(String name) {
    otherClient().makeBook(home().getRawPath() + UUID.randomUUID() + "/", name);
  }

  /** Where the item with this uid is, whoever put it there. */
  protected final String placeOf(String uid) {
    Optional<String> known = Optional.ofNullable(places.get(uid));
    if (known.isPresent() && otherClient().get(known.get()).isPresent()) {
      return known.get();
    }
    String found =
        otherClient().cards(book()).values().stream()
            .filter(card -> uidOf(text(card)).equals(uid))
            .map(OtherClient.Resource::path)
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no " + uid));
    places.put(uid, found);
    return found;
  }

  private String text(OtherClient.Resource member) {
    return member.properties().getOrDefault(service.content(), "");
  }

  private static String unfolded(String card) {
    return card.replaceAll("\r?\n[ \t]", "");
  }

  private static String uidOf(String card) {
    Matcher uid = UID.matcher(unfolded(card));
    return uid.find()
        ? uid.group(2).replace("\\n", "\n").replaceAll("\\\\([,;:])", "$1").replace("\\\\", "\\")
        : "";
  }

  @Override
  public Object snapshot() {
    Map<String, Object> all = new TreeMap<>();
    for (OtherClient.Resource book : otherClient().books(home().getRawPath())) {
      all.put(book.path(), book.properties());
      all.putAll(otherClient().cards(book.path()));
    }
    return all;
  }

  @Override
  public Object snapshotOf(String uid) {
    String place = placeOf(uid);
    return Map.of(place, otherClient().get(place).orElseThrow());
  }

  /** What else is in the home, and what the folders are called. */
  @Override
  public Object surroundings() {
    Map<String, String> around = new TreeMap<>();
    for (OtherClient.Resource resource : otherClient().list(home().getRawPath())) {
      around.put(resource.path(), resource.properties().getOrDefault("displayname", ""));
    }
    return around;
  }
}
