/** What the pixels say of tips, found or marked: sentences of `src/find`. */
export const germanFind = {
  'The frame that was pointed at is not among the frames.':
    'Das Einzelbild, auf das gezeigt wurde, ist nicht unter den Einzelbildern.',
  'A frame has fewer values than pixels.': 'Ein Einzelbild hat weniger Werte als Pixel.',
  'The frames differ in size.': 'Die Einzelbilder sind verschieden groß.',
  'The spacing of the pixels is not a positive number.': 'Der Pixelabstand ist keine positive Zahl.',
  'The image is too small to find a device in.': 'Das Bild ist zu klein, um darin ein Instrument zu finden.',
  'The place lies outside the image.': 'Die Stelle liegt außerhalb des Bildes.',
  'The line stands out of speckle by {times} times its spread.':
    'Die Linie hebt sich um das {times}-Fache der Speckle-Streuung ab.',
  'A bright line was followed over {length}.': 'Eine helle Linie wurde über {length} verfolgt.',
  'The brightness ends within {length}; on one frame that is no proof of a tip.':
    'Die Helligkeit endet innerhalb von {length}; auf einem Einzelbild beweist das keine Spitze.',
  'The brightness falls slowly, over {length}: the needle leaves the beam.':
    'Die Helligkeit fällt langsam ab, über {length}: Die Nadel verlässt das Schallbündel.',
  'The line goes on to the edge of the picture.': 'Die Linie läuft bis zum Bildrand weiter.',
  'The line gets lost in bright surroundings.': 'Die Linie verliert sich in heller Umgebung.',
  'The end goes with the device, {length} per frame.':
    'Das Ende bewegt sich mit dem Instrument, {length} je Einzelbild.',
  'In other frames the needle goes on {length} beyond this end.':
    'In anderen Einzelbildern läuft die Nadel über dieses Ende hinaus weiter, um {length}.',
  'The end stays where it is while the shaft moves: the needle leaves the beam there.':
    'Das Ende bleibt, wo es ist, während sich der Schaft bewegt: Dort verlässt die Nadel das Schallbündel.',
  'No bright line runs through this place.': 'Durch diese Stelle verläuft keine helle Linie.',
  'The needle leaves the beam or the picture before its tip: the tip is not in this image.':
    'Die Nadel verlässt vor ihrer Spitze das Schallbündel oder das Bild: Die Spitze ist nicht in diesem Bild.',
  'The device stands out by {times} times the noise.':
    'Das Instrument hebt sich um das {times}-Fache des Rauschens ab.',
  'It was followed over {length}.': 'Es wurde über {length} verfolgt.',
  'It ends within {length}, as sharply as the image can show.':
    'Es endet innerhalb von {length}, so scharf, wie das Bild es zeigen kann.',
  'Nothing like it goes on beyond its end.': 'Jenseits seines Endes geht nichts Ähnliches weiter.',
  'It fades over {length}: no end can be told.': 'Es verblasst über {length}: Ein Ende lässt sich nicht angeben.',
  'It goes on to the edge of the exposed field.': 'Es läuft bis zum Rand des Strahlenfelds weiter.',
  'It gets lost in what surrounds it.': 'Es verliert sich in seiner Umgebung.',
  'What moves over the cine ends there too.': 'Was sich in der Bildfolge bewegt, endet ebenfalls dort.',
  'The end is found in {n} frames and goes {length} per frame.':
    'Das Ende findet sich in {n} Einzelbildern und bewegt sich um {length} je Einzelbild.',
  'The end is found in {n} frames at the same place.': 'Das Ende findet sich in {n} Einzelbildern an derselben Stelle.',
  'Nothing like a wire, catheter or needle runs through this place.':
    'Durch diese Stelle verläuft nichts, was einem Draht, einem Katheter oder einer Nadel gleicht.',
  'The device leaves the image, fades or gets lost before its tip: the tip is not in this image.':
    'Das Instrument verlässt vor seiner Spitze das Bild, verblasst oder verliert sich: Die Spitze ist nicht in diesem Bild.',
  'Nothing like a device runs through the mark: the image can’t tell.':
    'Durch die Marke verläuft nichts, was einem Instrument gleicht: Das Bild kann es nicht entscheiden.',
  'The mark lies {length} off the device.': 'Die Marke liegt {length} neben dem Instrument.',
  'The device doesn’t run through the mark.': 'Das Instrument verläuft nicht durch die Marke.',
  'The device goes on to the edge of the images at both ends: its tip isn’t in them.':
    'Das Instrument läuft an beiden Enden bis zum Rand der Bilder weiter: Seine Spitze ist nicht darin.',
  'The device goes on to the edge of the images: its end isn’t in them.':
    'Das Instrument läuft bis zum Rand der Bilder weiter: Sein Ende ist nicht darin.',
  'A volume has to have two slices, rows and columns at least.':
    'Ein Volumen muss mindestens zwei Schichten, Zeilen und Spalten haben.',
  'The place lies outside of the images.': 'Die Stelle liegt außerhalb der Bilder.',
  'There are too few pixels around the place.': 'Um die Stelle gibt es zu wenige Pixel.',
  'Nothing long and thin stands out within {n} mm of the place.':
    'Im Umkreis von {n} mm um die Stelle hebt sich nichts Langes und Dünnes ab.',
  'Nothing long and thin stands out at this mark.': 'An dieser Marke hebt sich nichts Langes und Dünnes ab.',
  'The device stands out by {times} times what is left unexplained.':
    'Das Instrument hebt sich um das {times}-Fache dessen ab, was unerklärt bleibt.',
  'The device was followed over {n} mm.': 'Das Instrument wurde über {n} mm verfolgt.',
  'Beyond this end the image stays bright: {n} % of the device’s contrast over the next millimetres.':
    'Jenseits dieses Endes bleibt das Bild hell: {n} % des Instrumentenkontrasts über die nächsten Millimeter.',
  'Beyond this end the image stays dark: {n} % of the device’s contrast over the next millimetres.':
    'Jenseits dieses Endes bleibt das Bild dunkel: {n} % des Instrumentenkontrasts über die nächsten Millimeter.',
  'Beyond this end the image is as it is around the device.':
    'Jenseits dieses Endes ist das Bild so wie um das Instrument herum.',
  'Around this end there is air: it is outside of the body.':
    'Um dieses Ende herum ist Luft: Es liegt außerhalb des Körpers.',
  'This is the end of a void of {width} mm, not of the device: the device may end up to {n} mm from it, most often before it.':
    'Dies ist das Ende einer {width} mm breiten Signalauslöschung, nicht des Instruments: Das Instrument kann bis zu {n} mm davon entfernt enden, meist davor.',
  'This mark lies {n} mm beside the device.': 'Diese Marke liegt {n} mm neben dem Instrument.',
  'This mark lies {n} mm beside the void.': 'Diese Marke liegt {n} mm neben der Signalauslöschung.',
  'The device continues {n} mm beyond this mark, to the edge of the images.':
    'Das Instrument läuft über diese Marke hinaus {n} mm weiter, bis zum Rand der Bilder.',
  'The void continues {n} mm beyond this mark, to the edge of the images.':
    'Die Signalauslöschung läuft über diese Marke hinaus {n} mm weiter, bis zum Rand der Bilder.',
  'The device continues {length} beyond this mark.': 'Das Instrument läuft über diese Marke hinaus {length} weiter.',
  'The void continues {length} beyond this mark.':
    'Die Signalauslöschung läuft über diese Marke hinaus {length} weiter.',
  'The device ends {n} mm before this mark.': 'Das Instrument endet {n} mm vor dieser Marke.',
  'The void ends {n} mm before this mark.': 'Die Signalauslöschung endet {n} mm vor dieser Marke.',
  'The device ends within {n} mm of this mark, as sharply as the images show an end.':
    'Das Instrument endet höchstens {n} mm von dieser Marke entfernt, so scharf, wie die Bilder ein Ende zeigen.',
  'There are no slices.': 'Es gibt keine Schichten.',
  'One slice is no volume: the device may leave it anywhere.':
    'Eine einzelne Schicht ist kein Volumen: Das Instrument kann sie überall verlassen.',
  'The slices around the place don’t lie evenly: no volume can be made of them.':
    'Die Schichten um die Stelle liegen nicht gleichmäßig: Aus ihnen lässt sich kein Volumen bilden.',
  'Nothing is exposed at this place: no device can be seen there.':
    'An dieser Stelle ist nichts belichtet: Dort ist kein Instrument zu sehen.',
  'Nothing is exposed at this mark: no tip can be seen there.':
    'An dieser Marke ist nichts belichtet: Dort ist keine Spitze zu sehen.',
  'The device goes on on both sides of this mark.': 'Das Instrument läuft zu beiden Seiten dieser Marke weiter.',
  'From the mark alone no end of a device can be told.':
    'Von der Marke allein lässt sich kein Ende eines Instruments erkennen.',
} as const satisfies Readonly<Record<string, string>>;
