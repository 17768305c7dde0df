package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.json.JsonPath;
import java.util.List;

/**
 * Where the items of one list of evidence stand in its file.
 *
 * @param list the key of the list
 * @param items by their position
 * @param rest where all else stands
 */
public record ItemLocations(String file, String list, List<Tree.Mark> items, Tree.Mark rest)
    implements Locations {
  public ItemLocations {
    items = List.copyOf(items);
  }

  @Override
  public Location locate(JsonPath path) {
    List<Object> steps = path.steps();
    boolean within =
        steps.size() > 1
            && steps.get(0).equals(list)
            && steps.get(1) instanceof Integer position
            && position >= 0
            && position < items.size();
    Tree.Mark mark = within ? items.get((Integer) steps.get(1)) : rest;
    return new Location(file, mark.line(), mark.column());
  }
}
