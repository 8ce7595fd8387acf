import { withoutAccents } from '../text.ts';

/**
 * What programs print before the parts of a message or an appointment. The words are a program's own, in the language
 * of whoever uses it, and nothing but a list knows them; everything else is read by structure.
 */

export type Field =
  | 'from'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'replyTo'
  | 'date'
  | 'subject'
  | 'when'
  | 'start'
  | 'end'
  | 'where'
  | 'organizer'
  | 'attendee'
  | 'resource'
  | 'title'
  | 'description'
  | 'messageId';

/** Words of en, de, fr, es, pt, it, nl, sv/da/no, fi, pl, cs, ru, tr, el, ar, he, ja, zh, ko, separated by commas. */
const WORDS: Readonly<Record<Field, string>> = {
  from:
    'From, Sender, Sent by, Author, Von, Absender, De, Expéditeur, Expéditrice, Remitente, Remetente, Da, Mittente, Van, Afzender, ' +
    'Från, Avsändare, Fra, Afsender, Avsender, Lähettäjä, Od, Nadawca, Odesílatel, От, От кого, Отправитель, Від, ' +
    'Kimden, Gönderen, Από, Αποστολέας, Feladó, De la, Expeditor, من, المرسل, מאת, ' +
    '差出人, 送信者, 発信者, 送信元, 发件人, 寄件人, 寄件者, 发送人, 发信人, 发送者, 보낸 사람, 보낸사람, 보낸이, 발신자',
  to:
    'To, Recipient, Recipients, Sent to, An, Empfänger, À, A, Destinataire, Destinataires, Para, Destinatario, Destinatarios, ' +
    'Destinatário, Destinatários, Destinatari, Aan, Ontvanger, Ontvangers, Till, Mottagare, Til, Modtager, Mottaker, ' +
    'Vastaanottaja, Do, Komu, Adresat, Odbiorca, Příjemce, Кому, Получатель, Kime, Alıcı, Προς, Címzett, Către, ' +
    'إلى, الى, المستلم, المستلمون, אל, 宛先, 送信先, 受信者, 收件人, 收件者, 收信人, 받는 사람, 받는사람, 받는이, 수신자, 수신',
  cc:
    'Cc, Carbon copy, Copy, Kopie, Kopie an, Copie, Copie à, Copia, Con copia, Cópia, Com cópia, Kopia, Kopi, Kopio, DW, Копия, ' +
    'Bilgi, Κοινοποίηση, Másolat, نسخة, نسخة إلى, نسخة كربونية, עותק, 写し, 抄送, 抄送人, 副本, 副本抄送, 참조',
  bcc:
    'Bcc, Blind copy, Blind carbon copy, Blindkopie, Cci, Copie cachée, Cco, Copia oculta, Cópia oculta, Ccn, Hemlig kopia, ' +
    'Blindkopi, Piilokopio, UDW, Скрытая копия, Gizli, مخفية, نسخة مخفية, نسخة مخفية الوجهة, עותק מוסתר, ' +
    '密送, 密件抄送, 密件副本, 숨은 참조, 숨은참조',
  replyTo:
    'Reply-To, Reply to, Replies to, Antwort an, Antworten an, Antwortadresse, Répondre à, Réponse à, Responder a, Responder para, ' +
    'Rispondi a, Antwoord naar, Antwoord aan, Antwoorden aan, Svar till, Svara till, Svar til, Odpowiedz do, Odpovědět na, ' +
    'Обратный адрес, Ответить на, Yanıtla, الرد على, الرد إلى, رد إلى, 返信先, 回复至, 回复到, 回复地址, 回覆至, 回信地址, 회신 주소, 회신',
  date:
    'Date, Sent, Received, Date sent, Sent on, Sent at, Sent date, Date received, Received on, Posted, Posted on, ' +
    'Datum, Gesendet, Gesendet am, Empfangen, Empfangen am, Erhalten, Zeit, Envoyé, Envoyé le, Reçu, Reçu le, ' +
    "Date d'envoi, Date d’envoi, Fecha, Enviado, Enviado el, Recibido, Fecha de envío, " +
    'Data, Enviado em, Enviada em, Enviada, Recebido, Recebida, Data de envio, Inviato, Inviato il, Ricevuto, Data di invio, ' +
    'Verzonden, Verzonden op, Ontvangen, Verstuurd, Skickat, Skickades, Sendt, Dato, Mottaget, Päivämäärä, Lähetetty, ' +
    'Wysłano, Data wysłania, Odesláno, Дата, Отправлено, Получено, Tarih, Gönderme tarihi, Ημερομηνία, Dátum, ' +
    'التاريخ, تاريخ, تاريخ الإرسال, أرسل, أرسلت, تم الإرسال, תאריך, נשלח, ' +
    '日付, 日時, 送信日時, 送信日, 受信日時, 受信日, 日期, 时间, 時間, 发送时间, 发送日期, 寄件日期, 傳送時間, 傳送日期, 寄送時間, 收件日期, 날짜, 보낸 날짜, 보낸날짜, 받은 날짜, 날짜/시간',
  subject:
    'Subject, Betreff, Objet, Sujet, Asunto, Assunto, Oggetto, Onderwerp, Ämne, Emne, Aihe, Temat, Předmět, Тема, Konu, ' +
    'Θέμα, Tárgy, Subiect, الموضوع, موضوع, נושא, 件名, 主题, 主題, 主旨, 标题, 標題, 제목',
  when:
    'When, Time, Date and time, Date & time, Date/time, Date and Time, Schedule, Wann, Termin, Zeitpunkt, Zeit, Zeitraum, Uhrzeit, ' +
    'Datum und Uhrzeit, Datum/Uhrzeit, Quand, Horaire, Heure, Date et heure, Cuándo, Hora, Horario, Fecha y hora, ' +
    'Quando, Horário, Data e hora, Data e ora, Orario, Ora, Wanneer, Tijd, Datum en tijd, När, Tid, Tidspunkt, Hvornår, Når, ' +
    'Milloin, Aika, Kiedy, Kdy, Когда, Время, Дата и время, Zaman, Ne zaman, متى, الموعد, الوقت, التاريخ والوقت, מתי, ' +
    '日時, 期間, 时间, 時間, 日期和时间, 日期時間, 日期与时间, 日期/时间, 일시, 시간, ' +
    'Date, Datum, Fecha, Data, Dato, Дата, التاريخ, 日付, 日期, 날짜',
  start:
    'Start, Starts, Starts at, Begins, Start date, Start time, Starts on, From, Begin, Beginn, Beginnt, Anfang, Startdatum, Startzeit, Von, ' +
    'Début, Commence, Date de début, Heure de début, Du, De, Inicio, Comienzo, Empieza, Comienza, Fecha de inicio, Desde, ' +
    'Início, Começa, Data de início, Das, Inizio, Inizia, Data di inizio, Dal, Aanvang, Begint, Van, Startar, Börjar, Starter, Fra, Alkaa, ' +
    'Początek, Od, Začátek, Начало, Начинается, С, Başlangıç, Έναρξη, البداية, البدء, يبدأ, تاريخ البدء, من, התחלה, ' +
    '開始, 開始日, 開始日時, 開始時刻, 开始, 开始时间, 开始日期, 開始時間, 開始日期, 시작, 시작 시간, 시작 날짜',
  end:
    'End, Ends, Ends at, End date, End time, Ends on, To, Until, Finish, Ende, Endet, Enddatum, Endzeit, Bis, Fin, Se termine, ' +
    'Date de fin, Heure de fin, Au, À, Termina, Finaliza, Fecha de fin, Hasta, Fim, Término, Data de término, Até, Fine, Finisce, ' +
    'Data di fine, Al, Einde, Eindigt, Tot, Slut, Slutar, Slutter, Til, Päättyy, Koniec, Do, Konec, Конец, Окончание, Заканчивается, По, ' +
    'Bitiş, Λήξη, النهاية, الانتهاء, ينتهي, تاريخ الانتهاء, إلى, סיום, ' +
    '終了, 終了日, 終了日時, 終了時刻, 结束, 结束时间, 结束日期, 結束, 結束時間, 結束日期, 종료, 종료 시간, 끝',
  where:
    'Where, Location, Place, Venue, Room, Address, Wo, Ort, Raum, Veranstaltungsort, Treffpunkt, Où, Lieu, Salle, Emplacement, Endroit, ' +
    'Dónde, Lugar, Ubicación, Sala, Onde, Local, Localização, Localizacao, Dove, Luogo, Sede, Posizione, Waar, Locatie, Plaats, Ruimte, ' +
    'Var, Plats, Sted, Hvor, Lokale, Missä, Paikka, Sijainti, Gdzie, Miejsce, Lokalizacja, Kde, Místo, Где, Место, Местоположение, ' +
    'Yer, Konum, Nerede, Πού, Τοποθεσία, أين, المكان, الموقع, מיקום, איפה, 場所, 会場, 地点, 地點, 位置, 장소, 위치',
  organizer:
    'Organizer, Organiser, Organized by, Organised by, Host, Hosted by, Convener, Organisator, Organisatorin, Veranstalter, Veranstalterin, ' +
    'Gastgeber, Organisateur, Organisatrice, Organisé par, Organizador, Organizadora, Organizado por, Organizzatore, ' +
    'Organizzato da, Organisatör, Arrangör, Arrangør, Järjestäjä, Organizator, Pořadatel, Организатор, Düzenleyen, ' +
    'Διοργανωτής, المنظم, منظم الاجتماع, מארגן, 主催者, 開催者, 组织者, 组织人, 主办者, 召集人, 召集者, 主辦人, 發起人, 主持人, 주최자, 이끌이',
  attendee:
    'Attendees, Attendee, Participants, Guests, Invitees, Invited, Who, Required, Optional, Required attendees, Optional attendees, ' +
    'Teilnehmer, Teilnehmerinnen, Teilnehmende, Teilnehmer/innen, Gäste, Wer, Eingeladen, Eingeladene, Erforderlich, Erforderliche Teilnehmer, ' +
    'Optionale Teilnehmer, Invités, Invité(e)s, Invité·e·s, Participant·e·s, Qui, Participants obligatoires, Participants facultatifs, ' +
    'Asistentes, Invitados, Participantes, Quién, Convidados, Quem, Partecipanti, Invitati, Chi, Deelnemers, Genodigden, Gasten, Wie, ' +
    'Deltagare, Gäster, Deltagere, Deltakere, Osallistujat, Uczestnicy, Goście, Účastníci, Участники, Гости, Кто, Katılımcılar, Davetliler, ' +
    'Συμμετέχοντες, الحضور, الضيوف, المدعوون, المشاركون, משתתפים, אורחים, ' +
    '参加者, 出席者, ゲスト, 招待者, 参与者, 參與者, 与会者, 與會者, 参会人, 参与人, 来宾, 來賓, 邀請對象, 受邀者, 出席者, 참석자, 참가자',
  resource:
    'Resources, Resource, Rooms, Equipment, Ressourcen, Räume, Ressources, Salles, Recursos, Salas, Risorse, الموارد, 設備, リソース, 资源, 資源, 会议室, 會議室, 会議室',
  title:
    'Title, Summary, What, Event, Event title, Event name, Meeting, Appointment, Titel, Was, Bezeichnung, Ereignis, Veranstaltung, Titre, Intitulé, Événement, Quoi, ' +
    'Título, Evento, Qué, O quê, Titolo, Cosa, Gebeurtenis, Wat, Rubrik, Tittel, Otsikko, Tytuł, Wydarzenie, Název, Название, Başlık, ' +
    'العنوان, الحدث, כותרת, タイトル, 予定, 标题, 標題, 名称, 活动, 제목',
  description:
    'Description, Notes, Details, Agenda, Comment, Comments, Beschreibung, Notizen, Bemerkung, Anmerkung, Commentaire, Descripción, Notas, Descrição, Descrizione, ' +
    'Note, Beschrijving, Omschrijving, Notities, Beskrivning, Beskrivelse, Kuvaus, Opis, Popis, Описание, Примечание, Açıklama, الوصف, ' +
    'ملاحظات, תיאור, 説明, 詳細, メモ, 描述, 说明, 說明, 备注, 備註, 설명, 메모',
  messageId: 'Message-ID, Message ID',
};

/** Longer texts than this are no label. */
export const LONGEST_LABEL = 32;

const BY_WORD: ReadonlyMap<string, readonly Field[]> = wordsByText();

function wordsByText(): ReadonlyMap<string, readonly Field[]> {
  const byWord = new Map<string, Field[]>();
  // The table's keys are its own.
  for (const [field, words] of Object.entries(WORDS) as readonly [Field, string][]) {
    // Together, since folding takes long, and these are many.
    for (const folded of foldLabel(words).split(', ')) {
      const fields = byWord.get(folded) ?? [];
      if (!fields.includes(field)) fields.push(field);
      byWord.set(folded, fields);
    }
  }
  return byWord;
}

/** What stands around the word of a label: marks of direction, a required field's star, brackets. */
function foldLabel(text: string): string {
  return (
    withoutAccents(text)
      .replace(/[\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF*•·]/g, '')
      .replace(/\s+/g, ' ')
      // Words of two characters are spread to the width of three: 时　间.
      .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
      .trim()
  );
}

/** First letter and length of each word in plain letters: what has neither is no label, and needs no looking up. */
const SHAPES: ReadonlySet<number> = new Set([...BY_WORD.keys()].map(shapeOf));

function shapeOf(word: string): number {
  // The same number for a letter and its capital.
  return (word.charCodeAt(0) | 32) * 100 + word.length;
}

/** Which parts a label may stand for; empty when the text, without its colon, is no label. */
export function fieldsOf(label: string): readonly Field[] {
  if (label.length > LONGEST_LABEL * 2) return [];
  // Most short texts of a page are in plain letters, and need no folding to be seen to be none.
  if (/^[\w ,.()/-]*$/.test(label)) {
    const word = label.trim();
    return SHAPES.has(shapeOf(word)) ? (BY_WORD.get(word.toLowerCase()) ?? []) : [];
  }
  return BY_WORD.get(foldLabel(label.replace(/[\s:：﹕︰]+$/u, ''))) ?? [];
}

/** What web mail writes instead of the reader's own name, where it shows no address. */
const MYSELF = new Set(
  foldLabel(
    'me,you,myself,mir,mich,ich,dich,dir,sie,ihnen,moi,vous,toi,mi,mí,yo,ti,tú,usted,eu,mim,você,voce,io,te,mij,jou,u,mig,dig,jag,meg,deg,' +
      'minä,mnie,mne,мне,меня,я,вы,вам,ben,bana,أنا,انا,לי,אני,自分,私,我,你,나,나에게',
  ).split(','),
);

/** Whether a name is the local word for the person who looks at the page. */
export function isMyself(name: string): boolean {
  if (name.length > 12) return false;
  return MYSELF.has(/^\w+$/.test(name) ? name.toLowerCase() : foldLabel(name));
}
