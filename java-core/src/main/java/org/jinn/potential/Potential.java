package org.jinn.potential;

import java.util.List;
import java.util.Map;
import org.jinn.kernel.Kernels;
import org.jinn.structure.Element;

/**
 * A potential for some elements. The species index of an element is its place in {@link
 * #elements()}. Immutable in shape; networks are owned by it and not changed after construction.
 *
 * @param elements the elements it knows, in the order of its file
 * @param models one per element
 */
public record Potential(List<Element> elements, Map<Element, AtomicModel> models) {
    public Potential {
        elements = List.copyOf(elements);
        models = Map.copyOf(models);
        for (Element element : elements) {
            AtomicModel model = models.get(element);
            if (model == null) {
                throw new IllegalArgumentException(
                        "every element needs a model: element=" + element.symbol());
            }
            model.descriptor().kernel(elements, Kernels.scalar()); // refuses unknown neighbours
        }
    }

    /** The largest cutoff radius of any function, angstrom. */
    public double cutoff() {
        return models.values().stream()
                .mapToDouble(m -> m.descriptor().cutoff())
                .max()
                .orElseThrow();
    }

    /** Whether the training range of every function is known. */
    public boolean hasRange() {
        return models.values().stream().allMatch(m -> m.range() != null);
    }

    /** The model of species {@code s}. */
    public AtomicModel model(int s) {
        return models.get(elements.get(s));
    }

    /**
     * Species index of an element.
     *
     * @throws IllegalArgumentException if the potential does not know it
     */
    public int species(Element element) {
        int s = elements.indexOf(element);
        if (s < 0) {
            throw new IllegalArgumentException(
                    "the potential does not know this element: element="
                            + element.symbol()
                            + ", known="
                            + elements.stream().map(Element::symbol).toList());
        }
        return s;
    }
}
