-- How the words look, pictures with their alternative text, times of subtitles, files inside the file, thumbnails, XMP.
alter table extraction add column details jsonb not null default '{}';
